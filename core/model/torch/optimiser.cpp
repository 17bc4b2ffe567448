#include "core/model/torch/optimiser.h"

#include <torch/utils.h>

#include <cmath>
#include <cstring>

namespace seisdesk::nets {

namespace {

constexpr double beta1 = 0.9, beta2 = 0.99, epsilon = 1e-8;

std::vector<torch::Tensor> trainable(const torch::nn::Module& network)
{
    std::vector<torch::Tensor> out;
    for (const torch::Tensor& p : network.parameters())
        if (p.requires_grad()) out.push_back(p);
    return out;
}

torch::Tensor flat(const std::vector<torch::Tensor>& tensors)
{
    std::vector<torch::Tensor> parts;
    for (const torch::Tensor& t : tensors) parts.push_back(t.detach().reshape(-1));
    return torch::cat(parts).clone();
}

void spread(const torch::Tensor& values, const std::vector<torch::Tensor>& tensors)
{
    const torch::NoGradGuard noGrad;
    std::int64_t at = 0;
    for (torch::Tensor t : tensors) {
        t.copy_(values.narrow(0, at, t.numel()).view(t.sizes()));
        at += t.numel();
    }
}

}  // namespace

Optimiser::Optimiser(torch::nn::Module& network, const Recipe& recipe, bool towardsStart)
    : m_parameters(trainable(network)), m_clip(recipe.clip), m_averageDecay(recipe.average)
{
    std::vector<torch::Tensor> decay;
    for (const torch::Tensor& p : m_parameters) decay.push_back(torch::full({p.numel()}, p.dim() > 1 || towardsStart ? recipe.weightDecay : 0.0, p.options().requires_grad(false)));
    m_decay = torch::cat(decay);
    m_values = flat(m_parameters);
    if (towardsStart) m_start = m_values.clone();
    m_average = m_values.clone();
    m_first = torch::zeros_like(m_values);
    m_second = torch::zeros_like(m_values);
}

double Optimiser::step(double learningRate)
{
    const torch::NoGradGuard noGrad;
    std::vector<torch::Tensor> parts;
    for (torch::Tensor& p : m_parameters) {
        parts.push_back(p.grad().defined() ? p.grad().reshape(-1) : torch::zeros({p.numel()}, p.options()));
    }
    torch::Tensor gradient = torch::cat(parts);
    for (torch::Tensor& p : m_parameters)
        if (p.grad().defined()) p.mutable_grad().reset();
    const double norm = gradient.norm().item<double>();
    if (!std::isfinite(norm)) return norm;
    if (m_clip > 0.0 && norm > m_clip) gradient.mul_(m_clip / norm);
    ++m_steps;
    m_first.mul_(beta1).add_(gradient, 1.0 - beta1);
    m_second.mul_(beta2).addcmul_(gradient, gradient, 1.0 - beta2);
    const double correction1 = 1.0 - std::pow(beta1, static_cast<double>(m_steps)), correction2 = 1.0 - std::pow(beta2, static_cast<double>(m_steps));
    m_values.addcmul_(m_decay, m_start.defined() ? m_values - m_start : m_values, -learningRate);
    m_values.addcdiv_(m_first, (m_second / correction2).sqrt_().add_(epsilon), -learningRate / correction1);
    // The average forgets its random beginning faster than it forgets later weights.
    const double decay = std::min(m_averageDecay, static_cast<double>(m_steps) / static_cast<double>(m_steps + 10));
    m_average.mul_(decay).add_(m_values, 1.0 - decay);
    spread(m_values, m_parameters);
    return norm;
}

void Optimiser::copyAverage(torch::nn::Module& network) const { spread(m_average, trainable(network)); }

void Optimiser::save(StateDict& into) const
{
    const auto add = [&](const char* name, const torch::Tensor& values) {
        const torch::Tensor t = values.to(torch::kCPU, torch::kFloat32).contiguous();
        into.add(name, Tensor::ofFloats({t.numel()}, {t.data_ptr<float>(), static_cast<std::size_t>(t.numel())}));
    };
    add("optimiser.values", m_values);
    add("optimiser.first", m_first);
    add("optimiser.second", m_second);
    add("optimiser.average", m_average);
    into.metadata["optimiser.steps"] = std::to_string(m_steps);
}

Result<void> Optimiser::load(const StateDict& from)
{
    const auto get = [&](const char* name, torch::Tensor& into) -> bool {
        const Tensor* t = from.find(name);
        if (!t || t->elementCount() != static_cast<std::size_t>(into.numel())) return false;
        const std::vector<float> values = t->toFloats();
        into.copy_(torch::from_blob(const_cast<float*>(values.data()), {into.numel()}, torch::kFloat32));
        return true;
    };
    const auto steps = from.metadata.find("optimiser.steps");
    if (steps == from.metadata.end() || !get("optimiser.values", m_values) || !get("optimiser.first", m_first) ||
        !get("optimiser.second", m_second) || !get("optimiser.average", m_average))
        return Error{Error::Code::ModelMismatch, "it is of another network"};
    m_steps = std::stoll(steps->second);
    spread(m_values, m_parameters);
    return {};
}

}  // namespace seisdesk::nets
