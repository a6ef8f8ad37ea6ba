"""Reference values of layers and element-wise operations, and three steps of AdamW, from PyTorch in double precision.

Usage: python3 bench/reference/layers.py > tests/Assay.Learning.Tests/Fixtures/layers.json
Made with torch 1.13.0. Inputs and parameters are multiples of 1/32, exact in single precision; results have eight digits.
"""
import json, sys
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.manual_seed(20260225)


def draw(*shape, low=-64, high=65):
    return torch.randint(low, high, shape).double() / 32


def values(tensor):
    return {"shape": list(tensor.shape), "values": [float(f"{v:.8g}") for v in tensor.detach().reshape(-1).tolist()]}


def state(module):
    return {name: values(tensor.double()) for name, tensor in module.state_dict().items()}


cases = []


def case(name, inputs, function, module=None):
    for tensor in inputs:
        tensor.requires_grad_(True)
    if module is not None:
        with torch.no_grad():
            for parameter in module.parameters():
                parameter.copy_(draw(*parameter.shape) / 2)
    entry = {"name": name, "inputs": [values(tensor) for tensor in inputs], "state": state(module) if module is not None else {}}
    output = function(*inputs)
    weights = draw(*output.shape)
    (output * weights).sum().backward()
    entry["output"] = values(output)
    entry["weights"] = values(weights)
    entry["gradients"] = [values(tensor.grad) for tensor in inputs]
    if module is not None:
        entry["parameterGradients"] = {key: values(parameter.grad) for key, parameter in module.named_parameters()}
        if any(True for _ in module.buffers()):
            entry["stateAfter"] = state(module)
    cases.append(entry)


def layer(name, shape, module):
    case(name, [draw(*shape)], module, module)


# Operations.
case("add", [draw(2, 3), draw(2, 3)], lambda a, b: a + b)
case("add row", [draw(2, 2, 3), draw(3)], lambda a, b: a + b)
case("subtract from row", [draw(3), draw(2, 3)], lambda a, b: a - b)
case("subtract number", [draw(2, 3), draw()], lambda a, b: a - b)
case("multiply row", [draw(2, 3), draw(3)], lambda a, b: a * b)
case("divide", [draw(2, 3), draw(2, 3, low=16)], lambda a, b: a / b)
case("divide by row", [draw(2, 2, 3), draw(2, 3, low=16)], lambda a, b: a / b)
case("negate", [draw(2, 3)], lambda a: -a)
case("scale and shift", [draw(2, 3)], lambda a: 1 - 2.5 * a)
case("reciprocal", [draw(2, 3, low=16)], lambda a: 3 / a)
case("exp", [draw(2, 3)], torch.exp)
case("log", [draw(2, 3, low=4)], torch.log)
case("sqrt", [draw(2, 3, low=4)], torch.sqrt)
case("square", [draw(2, 3)], torch.square)
case("sum", [draw(2, 3)], lambda a: a.sum())
case("mean", [draw(2, 3)], lambda a: a.mean())
case("sum last", [draw(2, 3)], lambda a: a.sum(-1))
case("mean batch", [draw(3, 2, 2)], lambda a: a.mean(0))
case("mean middle", [draw(2, 3, 2)], lambda a: a.mean(1))
case("softmax", [draw(2, 5)], lambda a: a.softmax(-1))
case("matmul", [draw(2, 3), draw(3, 4)], torch.matmul)
case("reshape", [draw(2, 6)], lambda a: a.reshape(3, 4).square())
case("transpose", [draw(2, 3, 4)], lambda a: a.transpose(-1, -2))
case("concat", [draw(2, 1), draw(2, 3)], lambda a, b: torch.cat([a, b], -1))
case("slice", [draw(2, 5, 2)], lambda a: a[:, 1:4])

# Layers.
layer("linear", (3, 4), nn.Linear(4, 2))
layer("relu", (4,), nn.ReLU())
layer("gelu", (4,), nn.GELU())
layer("silu", (4,), nn.SiLU())
layer("elu", (4,), nn.ELU())
layer("sigmoid", (4,), nn.Sigmoid())
layer("tanh", (4,), nn.Tanh())
layer("batch norm rows", (5, 3), nn.BatchNorm1d(3))
layer("batch norm series", (2, 3, 4), nn.BatchNorm1d(3, momentum=0.3))
layer("batch norm images", (2, 2, 2, 3), nn.BatchNorm2d(2))
layer("conv1d", (2, 2, 6), nn.Conv1d(2, 3, 3))
layer("conv1d strided", (2, 2, 7), nn.Conv1d(2, 2, 3, stride=2, padding=1, bias=False))
layer("conv1d dilated", (1, 2, 7), nn.Conv1d(2, 2, 3, padding=2, dilation=2))
layer("conv2d", (2, 2, 4, 3), nn.Conv2d(2, 2, 2))
layer("conv2d strided", (1, 2, 5, 4), nn.Conv2d(2, 2, 3, stride=2, padding=1))
layer("conv2d dilated", (1, 1, 5, 6), nn.Conv2d(1, 2, 2, padding=1, dilation=3))
layer("max pool 1d", (2, 2, 7), nn.MaxPool1d(3, stride=2, padding=1))
layer("max pool 2d", (1, 2, 4, 5), nn.MaxPool2d(2))
layer("avg pool 1d", (2, 2, 7), nn.AvgPool1d(3, stride=2, padding=1))
layer("avg pool 2d", (1, 2, 4, 5), nn.AvgPool2d(3, stride=1, padding=1))
layer("global pool", (2, 3, 5), nn.Sequential(nn.AdaptiveAvgPool1d(1), nn.Flatten()))
layer("flatten", (2, 2, 3), nn.Flatten())


class Patches(nn.Module):
    """Patches by unfold, with channels mixed or each a series of its own."""

    def __init__(self, channels, length, stride, width, mixing, skip=0):
        super().__init__()
        self.length, self.stride, self.mixing, self.skip = length, stride, mixing, skip
        self.proj = nn.Linear(channels * length if mixing else length, width)

    def forward(self, x):
        batch, channels, _ = x.shape
        u = x[:, :, self.skip :].unfold(2, self.length, self.stride)  # B, C, n, length
        u = u.permute(0, 2, 1, 3).reshape(batch, u.shape[2], -1) if self.mixing else u.reshape(batch * channels, u.shape[2], -1)
        return self.proj(u)


class ImagePatches(nn.Module):
    def __init__(self, channels, size, width):
        super().__init__()
        self.proj = nn.Conv2d(channels, width, size, stride=size)

    def forward(self, x):
        return self.proj(x).flatten(2).transpose(1, 2)


class RevIn(nn.Module):
    """Mean and deviation (n - 1) over time, epsilon added to the deviation; denormalized by the statistics of the input, held constant."""

    def __init__(self, channels):
        super().__init__()
        self.affine_weight = nn.Parameter(torch.ones(channels))
        self.affine_bias = nn.Parameter(torch.zeros(channels))

    def forward(self, x, back=False):
        mean = x.mean(2, keepdim=True)
        deviation = x.std(2, keepdim=True) + 1e-5
        w, b = self.affine_weight[:, None], self.affine_bias[:, None]
        y = w * (x - mean) / deviation + b
        return (y.square() - b) / w * deviation.detach() + mean.detach() if back else y


class ThereAndBack(nn.Module):
    def __init__(self):
        super().__init__()
        self.revin = RevIn(2)

    def forward(self, x):
        return self.revin(x, back=True)


class Both(nn.Module):
    def __init__(self):
        super().__init__()
        self.add_module("0", nn.Linear(3, 2))
        self.add_module("1", nn.Linear(3, 4))

    def forward(self, x):
        return torch.cat([self._modules["0"](x), self._modules["1"](x)], -1)


class Around(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(3, 3)

    def forward(self, x):
        return x + self.layer(x)


layer("patches mixed", (2, 2, 9), Patches(2, 4, 2, 3, True))
layer("patches independent", (2, 2, 9), Patches(2, 4, 2, 3, False))
layer("patches at the end", (1, 2, 9), Patches(2, 4, 2, 2, True, skip=1))
layer("image patches", (1, 2, 4, 6), ImagePatches(2, 2, 3))
layer("revin", (2, 2, 5), RevIn(2))
layer("revin there and back", (2, 2, 5), ThereAndBack())
layer("branches", (2, 3), Both())
layer("residual", (2, 3), Around())

# Three steps of AdamW. The convolution before a normalization has no bias: its gradient would be rounding alone, which Adam turns into whole steps.
net = nn.Sequential(nn.Conv1d(2, 3, 3, padding=1, bias=False), nn.BatchNorm1d(3), nn.ReLU(), nn.MaxPool1d(2), nn.Flatten(), nn.Linear(9, 3))
with torch.no_grad():
    for parameter in net.parameters():
        parameter.copy_(draw(*parameter.shape) / 2)
x, labels = draw(4, 2, 6), torch.tensor([0, 1, 2, 1])
training = {"input": values(x), "labels": labels.tolist(), "state": state(net), "losses": []}
optimizer = torch.optim.AdamW(net.parameters(), lr=0.01)
for _ in range(3):
    loss = F.cross_entropy(net(x), labels)
    training["losses"].append(float(f"{loss.item():.8g}"))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
training["stateAfter"] = state(net)
net.eval()
training["evaluation"] = values(net(x))

print('{"torch": %s,\n"cases": [\n%s],\n"training": %s}' % (json.dumps(torch.__version__), ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases), json.dumps(training, separators=(",", ":"))))
