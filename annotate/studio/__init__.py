"""All that knows Label Studio: the embedded server, its accounts, the client, and the way there and back."""
