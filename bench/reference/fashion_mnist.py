"""The network of examples/fashion-mnist in PyTorch: same layers, split, optimizer, epochs and choice of the best epoch.

    /usr/bin/python3 bench/reference/fashion_mnist.py [seeds]

Initial weights and orders come from PyTorch's generator, so single runs differ; means over seeds should not.
"""
import gzip
import statistics
import sys
import time

import numpy as np
import torch
from torch import nn


def idx(name, offset):
    with gzip.open(f"data/fashion-mnist/{name}") as file:
        return np.frombuffer(file.read(), np.uint8, offset=offset)


images = torch.tensor(idx("t10k-images-idx3-ubyte.gz", 16).reshape(10000, 784).astype(np.float32) / 255)
labels = torch.tensor(idx("t10k-labels-idx1-ubyte.gz", 8).astype(np.int64))
loss_of = nn.CrossEntropyLoss()


def evaluate(model, rows):
    model.eval()
    with torch.no_grad():
        outputs = model(images[rows])
        return loss_of(outputs, labels[rows]).item(), (outputs.argmax(1) == labels[rows]).float().mean().item()


def train(seed):
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Dropout(0.2), nn.Linear(256, 128), nn.ReLU(), nn.Dropout(0.2), nn.Linear(128, 10))
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.01)
    best, weights, started = float("inf"), None, time.perf_counter()
    for epoch in range(15):
        model.train()
        order = torch.randperm(7000)
        for start in range(0, 7000, 64):
            rows = order[start:start + 64]
            optimizer.zero_grad()
            loss_of(model(images[rows]), labels[rows]).backward()
            optimizer.step()
        loss, _ = evaluate(model, slice(7000, 8000))
        if loss < best:
            best, weights, best_epoch = loss, {name: value.clone() for name, value in model.state_dict().items()}, epoch
    seconds = time.perf_counter() - started
    model.load_state_dict(weights)
    loss, accuracy = evaluate(model, slice(8000, 10000))
    print(f"seed {seed}: best epoch {best_epoch}: test loss {loss:.4f}, accuracy {100 * accuracy:.2f} %, {seconds:.1f} s", flush=True)
    return accuracy


accuracies = [train(seed) for seed in range(1, 1 + int(sys.argv[1] if len(sys.argv) > 1 else 5))]
print(f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads: mean accuracy {100 * statistics.mean(accuracies):.2f} %, deviation {100 * statistics.stdev(accuracies):.2f}")
