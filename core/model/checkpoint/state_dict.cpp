#include "core/model/checkpoint/state_dict.h"

#include <bit>
#include <cstring>

namespace seisdesk {

static_assert(std::endian::native == std::endian::little, "tensor bytes are kept little-endian");

namespace {

template <class T>
T loadAt(const std::byte* bytes, std::size_t index)
{
    T value;
    std::memcpy(&value, bytes + index * sizeof(T), sizeof(T));
    return value;
}

template <class T>
void convert(const Tensor& tensor, std::vector<float>& out)
{
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<float>(loadAt<T>(tensor.bytes.data(), i));
}

/// IEEE 754 binary16: 1 sign, 5 exponent and 10 fraction bits.
float halfToFloat(std::uint16_t half)
{
    const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000u) << 16;
    const std::uint32_t exponent = (half >> 10) & 0x1fu;
    const std::uint32_t fraction = half & 0x3ffu;
    if (exponent == 31) return std::bit_cast<float>(sign | 0x7f800000u | (fraction << 13));
    if (exponent != 0) return std::bit_cast<float>(sign | ((exponent + 112) << 23) | (fraction << 13));
    const float subnormal = static_cast<float>(fraction) * 0x1p-24f;
    return sign ? -subnormal : subnormal;
}

}  // namespace

std::size_t itemSize(DType type)
{
    switch (type) {
    case DType::Float64:
    case DType::Int64: return 8;
    case DType::Float32:
    case DType::Int32: return 4;
    case DType::Float16:
    case DType::BFloat16:
    case DType::Int16: return 2;
    case DType::Int8:
    case DType::UInt8:
    case DType::Bool: break;
    }
    return 1;
}

const char* name(DType type)
{
    switch (type) {
    case DType::Float32: return "float32";
    case DType::Float64: return "float64";
    case DType::Float16: return "float16";
    case DType::BFloat16: return "bfloat16";
    case DType::Int64: return "int64";
    case DType::Int32: return "int32";
    case DType::Int16: return "int16";
    case DType::Int8: return "int8";
    case DType::UInt8: return "uint8";
    case DType::Bool: break;
    }
    return "bool";
}

std::vector<float> Tensor::toFloats() const
{
    std::vector<float> out(elementCount());
    switch (type) {
    case DType::Float32: convert<float>(*this, out); break;
    case DType::Float64: convert<double>(*this, out); break;
    case DType::Float16:
        for (std::size_t i = 0; i < out.size(); ++i) out[i] = halfToFloat(loadAt<std::uint16_t>(bytes.data(), i));
        break;
    case DType::BFloat16:
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = std::bit_cast<float>(static_cast<std::uint32_t>(loadAt<std::uint16_t>(bytes.data(), i)) << 16);
        }
        break;
    case DType::Int64: convert<std::int64_t>(*this, out); break;
    case DType::Int32: convert<std::int32_t>(*this, out); break;
    case DType::Int16: convert<std::int16_t>(*this, out); break;
    case DType::Int8: convert<std::int8_t>(*this, out); break;
    case DType::UInt8:
    case DType::Bool: convert<std::uint8_t>(*this, out); break;
    }
    return out;
}

std::string Tensor::shapeText() const
{
    std::string text = "[";
    for (std::size_t i = 0; i < shape.size(); ++i) text += (i ? ", " : "") + std::to_string(shape[i]);
    return text + "]";
}

Tensor Tensor::ofFloats(std::vector<std::int64_t> shape, std::span<const float> values)
{
    const auto raw = std::as_bytes(values);
    return {DType::Float32, std::move(shape), {raw.begin(), raw.end()}};
}

bool StateDict::add(std::string name, Tensor tensor)
{
    if (!m_index.emplace(name, m_entries.size()).second) return false;
    m_entries.emplace_back(std::move(name), std::move(tensor));
    return true;
}

const Tensor* StateDict::find(std::string_view name) const
{
    const auto found = m_index.find(std::string(name));
    return found == m_index.end() ? nullptr : &m_entries[found->second].second;
}

}  // namespace seisdesk
