"""What is labelled next, and why. `order`, `facts` and `spread` are pure; `serve` reaches the desks."""

from annotate.campaigns.queue.order import CRITERIA, Place, parse_queue
from annotate.campaigns.queue.serve import DeskQueue, queues, serve

__all__ = ["CRITERIA", "DeskQueue", "Place", "parse_queue", "queues", "serve"]
