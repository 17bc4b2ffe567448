#include "core/model/checkpoint/pickle.h"

#include <bit>
#include <cstring>
#include <limits>
#include <optional>
#include <stdexcept>
#include <unordered_map>

namespace seisdesk {

namespace {

using Kind = PickleNode::Kind;

constexpr std::size_t maxNodes = 4'000'000;
constexpr std::size_t maxTextBytes = std::size_t{64} << 20;
constexpr std::size_t maxMemo = 1'000'000;
constexpr std::size_t maxDimensions = 16;
constexpr std::uint32_t mark = std::numeric_limits<std::uint32_t>::max();

/// Leaves the machine; caught in unpickle() and nowhere else.
struct Refusal : std::runtime_error {
    Refusal(Error::Code c, const std::string& what) : std::runtime_error(what), code(c) {}
    Error::Code code;
};

[[noreturn]] void malformed(const std::string& what) { throw Refusal(Error::Code::Malformed, what); }
[[noreturn]] void unsupported(const std::string& what) { throw Refusal(Error::Code::Unsupported, what); }

std::optional<DType> storageType(std::string_view global)
{
    struct Row { const char* global; DType type; };
    static constexpr Row rows[] = {
        {"torch FloatStorage", DType::Float32}, {"torch DoubleStorage", DType::Float64}, {"torch HalfStorage", DType::Float16},
        {"torch BFloat16Storage", DType::BFloat16}, {"torch LongStorage", DType::Int64}, {"torch IntStorage", DType::Int32},
        {"torch ShortStorage", DType::Int16}, {"torch CharStorage", DType::Int8}, {"torch ByteStorage", DType::UInt8},
        {"torch BoolStorage", DType::Bool}};
    for (const Row& row : rows) {
        if (global == row.global) return row.type;
    }
    return std::nullopt;
}

/// Names from the file may be hostile: at most 80 characters, none that would upset a terminal.
std::string printable(const std::string& text)
{
    std::string out = text.substr(0, 80);
    for (char& c : out) {
        if (c < ' ' || c > '~') c = '?';
    }
    return out;
}

class Machine {
public:
    explicit Machine(std::span<const std::byte> bytes) : m_bytes(bytes) {}

    PickleTree run()
    {
        while (!m_stopped) step();
        if (m_stack.size() != 1 || m_stack.back() == mark) malformed("it ends without exactly one value");
        m_tree.root = m_stack.back();
        return std::move(m_tree);
    }
    std::size_t position() const { return m_at; }

private:
    // Input
    std::uint64_t number(std::size_t count)
    {
        const auto raw = take(count);
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < count; ++i) value |= std::to_integer<std::uint64_t>(raw[i]) << (8 * i);
        return value;
    }
    std::span<const std::byte> take(std::uint64_t count)
    {
        if (count > m_bytes.size() - m_at) malformed("it is cut short");
        const auto part = m_bytes.subspan(m_at, static_cast<std::size_t>(count));
        m_at += static_cast<std::size_t>(count);
        return part;
    }
    std::string text(std::uint64_t count)
    {
        const auto raw = take(count);
        m_text += raw.size();
        if (m_text > maxTextBytes) malformed("it holds more than 64 MiB of text");
        return {reinterpret_cast<const char*>(raw.data()), raw.size()};
    }
    std::string line()
    {
        const std::size_t from = m_at;
        while (std::to_integer<char>(take(1)[0]) != '\n') {}
        return {reinterpret_cast<const char*>(m_bytes.data() + from), m_at - from - 1};
    }

    // Stack
    std::uint32_t make(PickleNode node)
    {
        if (m_tree.nodes.size() >= maxNodes) malformed("it holds more than 4 million values");
        m_tree.nodes.push_back(std::move(node));
        return static_cast<std::uint32_t>(m_tree.nodes.size() - 1);
    }
    void push(PickleNode node)
    {
        const std::uint32_t index = make(std::move(node));
        m_stack.push_back(index);
    }
    void pushKind(Kind kind, std::int64_t integer = 0) { PickleNode n; n.kind = kind; n.integer = integer; push(std::move(n)); }
    void pushText(Kind kind, std::string value) { PickleNode n; n.kind = kind; n.text = std::move(value); push(std::move(n)); }
    std::uint32_t pop()
    {
        if (m_stack.empty() || m_stack.back() == mark) malformed("a value is missing");
        const std::uint32_t top = m_stack.back();
        m_stack.pop_back();
        return top;
    }
    PickleNode& top(Kind kind, const char* what)
    {
        if (m_stack.empty() || m_stack.back() == mark || m_tree.nodes[m_stack.back()].kind != kind) malformed(what);
        return m_tree.nodes[m_stack.back()];
    }
    std::vector<std::uint32_t> popToMark()
    {
        std::size_t from = m_stack.size();
        while (from > 0 && m_stack[from - 1] != mark) --from;
        if (from == 0) malformed("a mark is missing");
        std::vector<std::uint32_t> values(m_stack.begin() + static_cast<std::ptrdiff_t>(from), m_stack.end());
        m_stack.resize(from - 1);
        return values;
    }
    void pushItems(Kind kind, std::vector<std::uint32_t> items)
    {
        PickleNode n;
        n.kind = kind;
        n.items = std::move(items);
        push(std::move(n));
    }
    void count(std::size_t items)
    {
        m_items += items;
        if (m_items > 2 * maxNodes) malformed("its containers hold more than 8 million entries");
    }
    void extend(Kind kind, const std::vector<std::uint32_t>& values)
    {
        if (kind == Kind::Dict && values.size() % 2) malformed("a dictionary entry has no value");
        count(values.size());
        PickleNode& target = top(kind, kind == Kind::Dict ? "an entry for something that is no dictionary"
                                                           : "an item for something that is no list");
        target.items.insert(target.items.end(), values.begin(), values.end());
    }
    void remember(std::uint64_t slot)
    {
        if (m_stack.empty() || m_stack.back() == mark) malformed("nothing to remember");
        if (m_memo.size() >= maxMemo) malformed("it has more than a million memo entries");
        m_memo[slot] = m_stack.back();
    }
    void recall(std::uint64_t slot)
    {
        const auto found = m_memo.find(slot);
        if (found == m_memo.end()) malformed("it refers to a value that was never remembered");
        m_stack.push_back(found->second);
        if (m_stack.size() > maxNodes) malformed("its stack grows too deep");
    }

    void step();
    void global(const std::string& module, const std::string& name);
    void reduce();
    void rebuildTensor(const PickleNode& arguments);
    void build();
    void persistentId();
    std::int64_t integerOf(std::uint32_t index, const char* what) const
    {
        const PickleNode& n = m_tree.nodes[index];
        if (n.kind != Kind::Int) malformed(what);
        return n.integer;
    }
    std::vector<std::int64_t> integersOf(std::uint32_t index, const char* what) const
    {
        const PickleNode& n = m_tree.nodes[index];
        if (n.kind != Kind::Tuple && n.kind != Kind::List) malformed(what);
        if (n.items.size() > maxDimensions) malformed("a tensor has more than 16 dimensions");
        std::vector<std::int64_t> values;
        for (const std::uint32_t item : n.items) values.push_back(integerOf(item, what));
        return values;
    }

    std::span<const std::byte> m_bytes;
    std::size_t m_at = 0;
    std::size_t m_text = 0;
    std::size_t m_items = 0;
    bool m_stopped = false;
    PickleTree m_tree;
    std::vector<std::uint32_t> m_stack;
    std::unordered_map<std::uint64_t, std::uint32_t> m_memo;
};

void Machine::global(const std::string& module, const std::string& name)
{
    const std::string full = module + " " + name;
    if (full != "collections OrderedDict" && full != "torch._utils _rebuild_tensor_v2" &&
        full != "torch._utils _rebuild_parameter" && !storageType(full)) {
        unsupported("it wants the Python object \"" + printable(module) + "." + printable(name) +
                    "\", and SeisDesk runs no code from weights files. Save the plain weights in Python with "
                    "torch.save(model.state_dict(), file)");
    }
    pushText(Kind::Global, full);
}

void Machine::reduce()
{
    const std::uint32_t argumentIndex = pop();
    const std::string what = top(Kind::Global, "a call of something that is no class").text;
    m_stack.pop_back();
    const PickleNode& arguments = m_tree.nodes[argumentIndex];  // valid until the next push
    if (arguments.kind != Kind::Tuple) malformed("a call without arguments");
    if (what == "torch._utils _rebuild_tensor_v2") return rebuildTensor(arguments);
    if (what == "torch._utils _rebuild_parameter") {
        if (arguments.items.empty() || m_tree.nodes[arguments.items[0]].kind != Kind::Tensor) malformed("a parameter without data");
        return m_stack.push_back(arguments.items[0]);
    }
    if (what != "collections OrderedDict") malformed("a call of \"" + what + "\"");
    std::vector<std::uint32_t> entries;
    if (arguments.items.size() > 1) malformed("an OrderedDict with too many arguments");
    if (arguments.items.size() == 1) {
        const PickleNode& pairs = m_tree.nodes[arguments.items[0]];
        if (pairs.kind != Kind::List && pairs.kind != Kind::Tuple) malformed("an OrderedDict of something that is no list");
        for (const std::uint32_t pair : pairs.items) {
            const PickleNode& p = m_tree.nodes[pair];
            if ((p.kind != Kind::List && p.kind != Kind::Tuple) || p.items.size() != 2) malformed("an OrderedDict of no pairs");
            entries.insert(entries.end(), p.items.begin(), p.items.end());
        }
        count(entries.size());
    }
    pushItems(Kind::Dict, std::move(entries));
}

/// (storage, offset, shape, strides, requires_grad, hooks[, metadata])
void Machine::rebuildTensor(const PickleNode& arguments)
{
    if (arguments.items.size() < 4) malformed("a tensor with too few arguments");
    const PickleNode& storage = m_tree.nodes[arguments.items[0]];
    if (storage.kind != Kind::Storage) malformed("a tensor without storage");
    TensorView view{storage.text, storage.type, storage.integer, integerOf(arguments.items[1], "a tensor's offset is no number"),
                    integersOf(arguments.items[2], "a tensor's shape is no tuple of numbers"),
                    integersOf(arguments.items[3], "a tensor's strides are no tuple of numbers")};
    if (view.shape.size() != view.strides.size()) malformed("a tensor's shape and strides differ in length");
    m_tree.tensors.push_back(std::move(view));
    PickleNode n;
    n.kind = Kind::Tensor;
    n.tensor = static_cast<std::uint32_t>(m_tree.tensors.size() - 1);
    push(std::move(n));
}

/// The state that PyTorch attaches to an OrderedDict ("_metadata") is not needed; any other object has no business here.
void Machine::build()
{
    pop();
    if (m_stack.empty() || m_stack.back() == mark || m_tree.nodes[m_stack.back()].kind != Kind::Dict) {
        malformed("it sets attributes of something that is no dictionary");
    }
}

/// ("storage", class, key, device, elements)
void Machine::persistentId()
{
    const PickleNode& id = m_tree.nodes[pop()];
    if (id.kind != Kind::Tuple || id.items.size() < 5) malformed("a storage reference is no tuple of five");
    const PickleNode& tag = m_tree.nodes[id.items[0]];
    const PickleNode& type = m_tree.nodes[id.items[1]];
    const PickleNode& key = m_tree.nodes[id.items[2]];
    if (tag.text != "storage" || type.kind != Kind::Global || key.kind != Kind::String || key.text.size() > 64) {
        malformed("a storage reference is wrong");
    }
    const auto element = storageType(type.text);
    if (!element) malformed("a storage of no known type");
    PickleNode n;
    n.kind = Kind::Storage;
    n.text = key.text;
    n.type = *element;
    n.integer = integerOf(id.items[4], "a storage's size is no number");
    push(std::move(n));
}

void Machine::step()
{
    const auto opcode = static_cast<unsigned char>(number(1));
    switch (opcode) {
    case 0x80: if (number(1) > 5) unsupported("it uses a newer pickle protocol than 5"); break;
    case 0x95: number(8); break;  // frame
    case '.': m_stopped = true; break;
    case '(': m_stack.push_back(mark); if (m_stack.size() > maxNodes) malformed("its stack grows too deep"); break;
    case '0': if (m_stack.empty()) malformed("a value is missing"); m_stack.pop_back(); break;
    case '1': popToMark(); break;
    case '2': { const std::uint32_t v = pop(); m_stack.push_back(v); m_stack.push_back(v); break; }
    case 'N': pushKind(Kind::None); break;
    case 0x88: pushKind(Kind::Bool, 1); break;
    case 0x89: pushKind(Kind::Bool, 0); break;
    case 'K': pushKind(Kind::Int, static_cast<std::int64_t>(number(1))); break;
    case 'M': pushKind(Kind::Int, static_cast<std::int64_t>(number(2))); break;
    case 'J': pushKind(Kind::Int, static_cast<std::int32_t>(static_cast<std::uint32_t>(number(4)))); break;
    case 0x8a: {  // little-endian two's complement
        const std::uint64_t count = number(1);
        if (count > 8) malformed("a number of more than 64 bits");
        std::uint64_t value = number(static_cast<std::size_t>(count));
        if (count > 0 && count < 8 && (value >> (8 * count - 1))) value |= ~std::uint64_t{0} << (8 * count);
        pushKind(Kind::Int, static_cast<std::int64_t>(value));
        break;
    }
    case 'G': {  // big-endian
        std::uint64_t value = 0;
        for (const std::byte b : take(8)) value = value << 8 | std::to_integer<std::uint64_t>(b);
        PickleNode n;
        n.kind = Kind::Float;
        n.real = std::bit_cast<double>(value);
        push(std::move(n));
        break;
    }
    case 0x8c: pushText(Kind::String, text(number(1))); break;
    case 'X': pushText(Kind::String, text(number(4))); break;
    case 0x8d: pushText(Kind::String, text(number(8))); break;
    case 'U': pushText(Kind::String, text(number(1))); break;
    case 'T': pushText(Kind::String, text(number(4))); break;
    case 'C': pushText(Kind::Bytes, text(number(1))); break;
    case 'B': pushText(Kind::Bytes, text(number(4))); break;
    case 0x8e: pushText(Kind::Bytes, text(number(8))); break;
    case ']': pushKind(Kind::List); break;
    case ')': pushKind(Kind::Tuple); break;
    case '}': pushKind(Kind::Dict); break;
    case 'l': pushItems(Kind::List, popToMark()); break;
    case 't': pushItems(Kind::Tuple, popToMark()); break;
    case 'd': { auto v = popToMark(); if (v.size() % 2) malformed("a dictionary entry has no value"); pushItems(Kind::Dict, std::move(v)); break; }
    case 0x85: { const auto a = pop(); pushItems(Kind::Tuple, {a}); break; }
    case 0x86: { const auto b = pop(); const auto a = pop(); pushItems(Kind::Tuple, {a, b}); break; }
    case 0x87: { const auto c = pop(); const auto b = pop(); const auto a = pop(); pushItems(Kind::Tuple, {a, b, c}); break; }
    case 'a': { const auto v = pop(); extend(Kind::List, {v}); break; }
    case 'e': { const auto v = popToMark(); extend(Kind::List, v); break; }
    case 's': { const auto v = pop(); const auto k = pop(); extend(Kind::Dict, {k, v}); break; }
    case 'u': { const auto v = popToMark(); extend(Kind::Dict, v); break; }
    case 'q': remember(number(1)); break;
    case 'r': remember(number(4)); break;
    case 0x94: remember(m_memo.size()); break;
    case 'h': recall(number(1)); break;
    case 'j': recall(number(4)); break;
    case 'c': { const std::string module = line(); global(module, line()); break; }
    case 0x93: {
        const std::uint32_t nameIndex = pop();
        const std::uint32_t moduleIndex = pop();
        global(m_tree.nodes[moduleIndex].text, m_tree.nodes[nameIndex].text);
        break;
    }
    case 'R': reduce(); break;
    case 'b': build(); break;
    case 'Q': persistentId(); break;
    default: {
        constexpr char digits[] = "0123456789abcdef";
        unsupported(std::string("it uses pickle opcode 0x") + digits[opcode >> 4] + digits[opcode & 15] +
                    ", which plain weights do not need. Save the plain weights in Python with torch.save(model.state_dict(), file)");
    }
    }
}

}  // namespace

const PickleNode* PickleTree::entry(const PickleNode& dict, std::string_view key) const
{
    if (dict.kind != Kind::Dict) return nullptr;
    for (std::size_t i = 0; i + 1 < dict.items.size(); i += 2) {
        const PickleNode& k = nodes[dict.items[i]];
        if (k.kind == Kind::String && k.text == key) return &nodes[dict.items[i + 1]];
    }
    return nullptr;
}

Result<PickleTree> unpickle(std::span<const std::byte> bytes)
{
    Machine machine(bytes);
    try {
        return machine.run();
    } catch (const Refusal& refusal) {
        return Error{refusal.code, "at byte " + std::to_string(machine.position()) + " " + refusal.what()};
    } catch (const std::bad_alloc&) {
        return Error{Error::Code::OutOfSpace, "memory ran out"};
    }
}

}  // namespace seisdesk
