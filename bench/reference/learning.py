"""Losses, optimizers, schedules and a sparse autoencoder as PyTorch computes them, in double precision.

usage: python3 learning.py <folder>      writes losses.json, optimizers.json and sparse-autoencoder.json
The files in tests/Assay.Learning.Tests/Fixtures were written with PyTorch 1.13.0. Inputs are multiples of 1/1024, so that single precision holds them exactly.
"""
import json
import sys

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.manual_seed(7)


def exact(*shape, scale=1.0):
    return (torch.randn(*shape) * scale * 1024).round() / 1024


def plain(value):
    if isinstance(value, torch.Tensor):
        return plain(value.detach().flatten().tolist())
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return float(f"{value:.9g}") if isinstance(value, float) else value


def save(name, value):
    with open(f"{sys.argv[1]}/{name}.json", "w", encoding="utf-8") as file:
        json.dump(plain(value), file, separators=(",", ":"))
        file.write("\n")


# Losses of probabilities; see the classes of the same names for the formulas.
def bce(p, y, w=1.0):
    return -(w * y * p.log() + (1 - y) * (1 - p).log())


def focal(p, y, positive, negative, a):
    return -a * y * (1 - p) ** positive * p.log() - (1 - a) * (1 - y) * p**negative * (1 - p).log()


def soft_auc(p, y, g):
    return torch.sigmoid(g * (p[y == 0][None, :] - p[y == 1][:, None])).mean()


def entropy(p):
    return -(p * p.log() + (1 - p) * (1 - p).log())


def bootstrap(p, y, b, hard):
    believed = (p >= 0.5).to(p) if hard else p
    return bce(p, b * y + (1 - b) * believed).mean()


def forward_correction(p, y, e0, e1):
    q = (1 - p) * e0 + p * (1 - e1)
    return -(y * q.log() + (1 - y) * (1 - q).log()).mean()


def confidence(p, y, threshold, weight):
    w = torch.where(p * y + (1 - p) * (1 - y) < 1 - threshold, weight, 1.0).detach()
    return (w * bce(p, y)).sum() / w.sum()


LOSSES = {
    "bce": lambda p, y: bce(p, y).mean(),
    "bce weight 3": lambda p, y: bce(p, y, 3.0).mean(),
    "label smoothing 0.2": lambda p, y: bce(p, y * 0.8 + (1 - y) * 0.2).mean(),
    "focal 2 0.25": lambda p, y: focal(p, y, 2, 2, 0.25).mean(),
    "focal 0.75 0.5": lambda p, y: focal(p, y, 0.75, 0.75, 0.5).mean(),
    "asymmetric focal 1 2 0.5": lambda p, y: focal(p, y, 1, 2, 0.5).mean(),
    "soft auc 2": lambda p, y: soft_auc(p, y, 2),
    "weighted sum 0.3 3": lambda p, y: 0.3 * bce(p, y).mean() + 0.7 * soft_auc(p, y, 3),
    "entropy 0.1": lambda p, y: (bce(p, y) - 0.1 * entropy(p)).mean(),
    "variance 0.5": lambda p, y: bce(p, y).mean() - 0.5 * p.var(),
    "calibrated focal 2 0.25 0.1 0.5": lambda p, y: focal(p, y, 2, 2, 0.25).mean() + 0.1 * ((p.mean() - y.mean()) / 0.5) ** 2,
    "bootstrap 0.8 soft": lambda p, y: bootstrap(p, y, 0.8, False),
    "bootstrap 0.8 hard": lambda p, y: bootstrap(p, y, 0.8, True),
    "forward correction 0.1 0.15": lambda p, y: forward_correction(p, y, 0.1, 0.15),
    "forward correction 0 0.2": lambda p, y: forward_correction(p, y, 0.0, 0.2),
    "confidence 0.7 0.1": lambda p, y: confidence(p, y, 0.7, 0.1),
    "confidence 0.7 0": lambda p, y: confidence(p, y, 0.7, 0.0),
}


def losses():
    z = exact(13, scale=2)
    y = torch.tensor([1.0, 0, 0, 1, 0, 1, 1, 0, 0, 0, 1, 0, 0])
    probabilities = torch.sigmoid(exact(13)).mul(1024).round() / 1024
    probabilities[4], probabilities[5] = 1.0, 1.0  # clamped, on the wrong and the right side
    results = []
    for name, loss in LOSSES.items():
        logits = z.clone().requires_grad_()
        value = loss(torch.sigmoid(logits), y)
        value.backward()
        given = probabilities.clone().requires_grad_()
        of_given = loss(given.clamp(1e-7, 1 - 1e-7), y)
        of_given.backward()
        results.append(dict(name=name, value=value.item(), slope=logits.grad, ofProbabilities=of_given.item(), slopeOfProbabilities=given.grad))

    logits = exact(4, 3, scale=2).requires_grad_()
    labels = (exact(4, 3) > 0).to(logits)
    weights = torch.tensor([0.5, 2.0, 3.0])
    columns = F.binary_cross_entropy_with_logits(logits, labels, pos_weight=weights)
    columns.backward()
    columns = dict(logits=logits, targets=labels, weights=weights, value=columns.item(), slope=logits.grad)

    classes = []
    scores = exact(5, 4, scale=2)
    for weights, smoothing in ((None, 0.0), (None, 0.1), ([0.5, 2.0, 1.0, 3.0], 0.0), ([0.5, 2.0, 1.0, 3.0], 0.2)):
        logits = scores.clone().requires_grad_()
        value = F.cross_entropy(logits, torch.tensor([2, 0, 3, 1, 1]), None if weights is None else torch.tensor(weights), label_smoothing=smoothing)
        value.backward()
        classes.append(dict(weights=weights, smoothing=smoothing, value=value.item(), slope=logits.grad))

    x = exact(2, 5).requires_grad_()
    target = exact(2, 5)
    value = F.mse_loss(x, target)
    value.backward()
    save("losses", dict(
        logits=z, targets=y, probabilities=probabilities, binary=results, columns=columns, crossEntropy=dict(logits=scores, labels=[2, 0, 3, 1, 1], cases=classes),
        squaredError=dict(x=x, target=target, value=value.item(), slope=x.grad)))


def optimizers():
    first, second = exact(3, 2), exact(5)
    gradients = [[exact(3, 2), exact(5)] for _ in range(3)]
    results = []
    for name, make in {
        "sgd": lambda groups: torch.optim.SGD(groups, lr=0.1),
        "momentum": lambda groups: torch.optim.SGD(groups, lr=0.1, momentum=0.9, weight_decay=0.01),
        "nesterov": lambda groups: torch.optim.SGD(groups, lr=0.1, momentum=0.9, weight_decay=0.01, nesterov=True),
        "adam": lambda groups: torch.optim.Adam(groups, lr=0.01, betas=(0.8, 0.95), weight_decay=0.1),
        "adamw": lambda groups: torch.optim.AdamW(groups, lr=0.01, weight_decay=0.05),
    }.items():
        a, b = first.clone().requires_grad_(), second.clone().requires_grad_()
        rate = 0.1 if name in ("sgd", "momentum", "nesterov") else 0.01
        optimizer = make([dict(params=[a]), dict(params=[b], lr=rate / 2, weight_decay=0.0)])
        for pair in gradients:
            a.grad, b.grad = pair[0].clone(), pair[1].clone()
            optimizer.step()
        results.append(dict(name=name, first=a, second=b))

    a, b = first.clone().requires_grad_(), second.clone().requires_grad_()
    a.grad, b.grad = gradients[0][0].clone(), gradients[0][1].clone()
    norm = torch.nn.utils.clip_grad_norm_([a, b], 0.75)
    by_norm = dict(maximum=0.75, norm=norm.item(), first=a.grad.clone(), second=b.grad.clone())
    a.grad, b.grad = gradients[0][0].clone(), gradients[0][1].clone()
    torch.nn.utils.clip_grad_value_([a, b], 0.5)
    by_value = dict(maximum=0.5, first=a.grad, second=b.grad)

    def rates(make, steps, observe=None):
        optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.1)
        scheduler = make(optimizer)
        result = []
        for step in range(steps):
            result.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            scheduler.step(*([] if observe is None else [observe[step]]))
        return result

    schedule = torch.optim.lr_scheduler
    values = [1.0, 0.9, 0.89995, 0.9, 0.95, 0.8, 0.85, 0.85, 0.85, 0.85, 0.85, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7]
    save("optimizers", dict(
        first=first, second=second, gradients=gradients, steps=results, byNorm=by_norm, byValue=by_value,
        cosine=rates(lambda o: schedule.CosineAnnealingLR(o, 8, eta_min=0.01), 9),
        stairs=rates(lambda o: schedule.StepLR(o, 3, 0.5), 10),
        warmup=rates(lambda o: schedule.LinearLR(o, 0.1, 1.0, total_iters=5), 8),
        oneCycle=rates(lambda o: schedule.OneCycleLR(o, 0.1, total_steps=20), 19),
        plateauValues=values,
        plateau=rates(lambda o: schedule.ReduceLROnPlateau(o, factor=0.5, patience=2, min_lr=0.02), len(values), values),
        plateauMaximize=rates(lambda o: schedule.ReduceLROnPlateau(o, mode="max", factor=0.5, patience=1, threshold=0.01, threshold_mode="abs", cooldown=2), len(values), values)))


def sparse_autoencoder():
    inputs, features, active, rows = 6, 10, 3, 5
    start = dict(encoder=exact(features, inputs), bias=exact(features, scale=0.2), decoder=exact(inputs, features), centre=exact(inputs, scale=0.2))
    x = exact(rows, inputs)
    results = []
    for kind in ("top", "top signed", "rectified", "top auxiliary", "top signed auxiliary"):
        w = {key: value.clone().requires_grad_() for key, value in start.items()}
        used = [value for key, value in w.items() if "signed" not in kind or key != "centre"]
        optimizer = torch.optim.Adam(used, lr=1e-2)
        centre = w["centre"] if "signed" not in kind else 0.0
        states = []
        for _ in range(2):
            optimizer.zero_grad()
            a = (x - centre) @ w["encoder"].T + w["bias"]
            if kind == "rectified":
                z = F.relu(a)
            else:
                values, places = a.topk(active, -1)
                z = torch.zeros_like(a).scatter(-1, places, values if "signed" in kind else F.relu(values))
            output = z @ w["decoder"].T + centre
            loss = F.mse_loss(output, x) + (0.05 * z.abs().sum(-1).mean() if kind == "rectified" else 0)
            if "auxiliary" in kind:
                magnitudes = a.abs().masked_fill(z != 0, 0.0).topk(active, -1).values
                loss = loss + 1 / active * ((output - x).square().sum(-1) * magnitudes.sum(-1)).mean()
            loss.backward()
            gradients = {key: value.grad.clone() for key, value in w.items() if value.grad is not None}
            optimizer.step()
            with torch.no_grad():
                w["decoder"].div_(w["decoder"].norm(dim=0, keepdim=True).clamp_min(1e-8))
            states.append(dict(loss=loss.item(), output=output, gradients=gradients, weights={key: value.detach().clone() for key, value in w.items()}))
        results.append(dict(kind=kind, steps=states))
    save("sparse-autoencoder", dict(inputs=inputs, features=features, active=active, rows=rows, x=x, start=start, kinds=results))


losses()
optimizers()
sparse_autoencoder()
