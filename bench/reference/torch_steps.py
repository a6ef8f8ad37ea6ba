#!/usr/bin/env python3
"""Times training steps of PyTorch for the workloads of `Assay.Benchmarks step`, or rounds of sgemm; bench/training.py runs both side by side.

usage: torch_steps.py <part of a name> <threads> <seconds>
One line a workload: name, median and minimum in ms, peak memory above that before the model in MiB, rate of sgemm 1024^3 in GFLOP/s.
Eager, float32, dropout 0.1, exact GELU. OMP_WAIT_POLICY=passive is PyTorch's best setting with two threads; the caller sets it.
"""
import os
import resource
import sys
import time

part, threads, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = str(threads)

import torch  # noqa: E402  the variables above are read when it is loaded
from torch import nn  # noqa: E402

torch.set_num_threads(threads)
torch.manual_seed(1)


def median(values):
    return sorted(values)[len(values) // 2]


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def sgemm():
    a, b, c = torch.randn(1024, 1024), torch.randn(1024, 1024), torch.empty(1024, 1024)
    times = []
    for _ in range(9):
        began = time.perf_counter()
        torch.mm(a, b, out=c)
        times.append(time.perf_counter() - began)
    return 2 * 1024**3 / median(times) / 1e9


def trainer(model, batch, loss, optimizer=None, after=None):
    optimizer = optimizer or torch.optim.AdamW(model.parameters(), lr=1e-4)

    def step():
        optimizer.zero_grad()
        inputs, targets = batch()
        loss(model(inputs), targets).backward()
        optimizer.step()
        if after:
            after()

    return step


def perceptron(*sizes):
    layers = []
    for index, (inputs, outputs) in enumerate(zip(sizes, sizes[1:])):
        layers.append(nn.Linear(inputs, outputs))
        if index + 2 < len(sizes):
            layers += [nn.ReLU(), nn.Dropout(0.1)]
    x, y = torch.randn(64, sizes[0]), torch.randint(0, 2, (64, sizes[-1])).float()
    return trainer(nn.Sequential(*layers), lambda: (x, y), nn.BCEWithLogitsLoss())


def encoder(width, layers, heads):
    block = nn.TransformerEncoderLayer(width, heads, 4 * width, 0.1, "gelu", batch_first=True, norm_first=True)
    return nn.TransformerEncoder(block, layers, enable_nested_tensor=False)


class Sequences(nn.Module):
    def __init__(self, features, tokens, width, layers, heads, classes, causal):
        super().__init__()
        self.embed, self.encoder, self.head = nn.Linear(features, width), encoder(width, layers, heads), nn.Linear(width, classes)
        self.positions = nn.Parameter(torch.zeros(tokens, width))
        self.mask = torch.full((tokens, tokens), float("-inf")).triu(1) if causal else None

    def forward(self, x):
        return self.head(self.encoder(self.embed(x) + self.positions, self.mask).mean(1))


def sequences(batch, tokens, features, width, layers, heads, classes, causal=False):
    x, y = torch.randn(batch, tokens, features), torch.randint(0, classes, (batch,))
    return trainer(Sequences(features, tokens, width, layers, heads, classes, causal), lambda: (x, y), nn.CrossEntropyLoss())


class Patches(nn.Module):
    """Context 80, patches of 16 every 8; mixed: all features of a patch in one token, else every feature is a series of its own."""

    def __init__(self, features, width, layers, heads, mix):
        super().__init__()
        self.mix, self.encoder, self.head = mix, encoder(width, layers, heads), nn.Linear(9 * width, 2)
        self.embed, self.positions = nn.Linear(16 * features if mix else 16, width), nn.Parameter(torch.zeros(9, width))

    def forward(self, x):
        batch, features, _ = x.shape
        cut = x.unfold(2, 16, 8)
        cut = cut.transpose(1, 2).flatten(2) if self.mix else cut.flatten(0, 1)
        out = self.head(self.encoder(self.embed(cut) + self.positions).flatten(1))
        return out if self.mix else out.view(batch, features, 2).mean(1)


def patches(features, width, layers, heads, mix):
    x, y = torch.randn(64, features, 80), torch.randint(0, 2, (64,))
    return trainer(Patches(features, width, layers, heads, mix), lambda: (x, y), nn.CrossEntropyLoss())


class Modular(nn.Module):
    """One causal block of attention and perceptron over four tokens; the answer is read at the last."""

    def __init__(self, prime=113, width=128, heads=4, hidden=512):
        super().__init__()
        self.heads = heads
        self.tokens = nn.Parameter(torch.randn(prime + 2, width) / width**0.5)
        self.positions = nn.Parameter(torch.randn(4, width) / width**0.5)
        self.project, self.out = nn.Linear(width, 3 * width, bias=False), nn.Linear(width, width, bias=False)
        self.up, self.down, self.answer = nn.Linear(width, hidden), nn.Linear(hidden, width), nn.Linear(width, prime, bias=False)
        self.mask = torch.full((4, 4), float("-inf")).triu(1)

    def forward(self, tokens):
        x = self.tokens[tokens] + self.positions
        batch, length, width = x.shape
        q, k, v = self.project(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        weights = (q @ k.transpose(-1, -2) / (width // self.heads) ** 0.5 + self.mask).softmax(-1)
        x = x + self.out((weights @ v).transpose(1, 2).reshape(batch, length, width))
        return self.answer((x + self.down(torch.relu(self.up(x))))[:, -1])


def modular(prime=113, width=128, hidden=512, batch=3000):
    tokens = torch.randint(0, prime, (batch, 4))
    tokens[:, 2], tokens[:, 3] = prime, prime + 1
    answers = (tokens[:, 0] + tokens[:, 1]) % prime
    model = Modular(prime, width, 4, hidden)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=1.0, betas=(0.9, 0.98))
    return trainer(model, lambda: (tokens, answers), nn.CrossEntropyLoss(), optimizer)


class Autoencoder(nn.Module):
    def __init__(self, inputs, features, active):
        super().__init__()
        self.encode, self.decode, self.active = nn.Linear(inputs, features), nn.Linear(features, inputs), active

    def forward(self, x):
        all_features = self.encode(x - self.decode.bias)
        values, indices = all_features.topk(self.active, -1)
        return self.decode(torch.zeros_like(all_features).scatter(-1, indices, torch.relu(values)))


def autoencoder(features, inputs=128, batch=256):
    model, x = Autoencoder(inputs, features, 32), torch.randn(batch, inputs)

    def normalize():
        with torch.no_grad():
            model.decode.weight.div_(model.decode.weight.norm(dim=0, keepdim=True).clamp_min(1e-8))

    return trainer(model, lambda: (x, x), nn.MSELoss(), torch.optim.Adam(model.parameters(), lr=1e-3), normalize)


WORKLOADS = {
    "a.mlp 768-512-128-18": lambda: perceptron(768, 512, 128, 18),
    "a.mlp 768-4096-4096-18": lambda: perceptron(768, 4096, 4096, 18),
    "b.patch-mix d96 L2 h8 b64": lambda: patches(100, 96, 2, 8, True),
    "b.patch-mix d512 L6 h2 b64": lambda: patches(100, 512, 6, 2, True),
    "b.patch-chanindep d96 L2 h8 b64x100": lambda: patches(100, 96, 2, 8, False),
    "b.seq80 d96 L2 h8 b64": lambda: sequences(64, 80, 100, 96, 2, 8, 2),
    "b.seq80 d512 L6 h2 b64": lambda: sequences(64, 80, 100, 512, 6, 2, 2),
    "c.modarith p113 d128 h4 full3000x4": modular,
    "d.sae 128-128 k32 b256": lambda: autoencoder(128),
    "d.sae 128-512 k32 b256": lambda: autoencoder(512),
    "d.sae 128-1024 k32 b256": lambda: autoencoder(1024),
    "e.vit128 d256 L6 h8 b32": lambda: sequences(32, 128, 128, 256, 6, 8, 4),
    "e.vit128-causal d256 L6 h8 b32": lambda: sequences(32, 128, 128, 256, 6, 8, 4, causal=True),
}

if __name__ == "__main__":
    for name, build in WORKLOADS.items():
        if part not in name:
            continue
        rate = sgemm()
        before = peak()
        step = build()
        step(), step()
        times, start = [], time.perf_counter()
        while time.perf_counter() - start < seconds or len(times) < 3:
            began = time.perf_counter()
            step()
            times.append((time.perf_counter() - began) * 1e3)
        print(f"{name}|{median(times):.3f}|{min(times):.3f}|{peak() - before:.0f}|{rate:.0f}", flush=True)
