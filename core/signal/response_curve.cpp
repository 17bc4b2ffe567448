#include "core/signal/response_curve.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace seisdesk {

namespace {

using Complex = std::complex<double>;
constexpr int deepest = 10;

}  // namespace

Complex ResponseCurve::Piece::at(double frequencyHz) const
{
    // Clenshaw's recurrence, on real and imaginary parts so that no complex product is checked for infinities.
    const double x = (2.0 * frequencyHz - from - to) / (to - from), twice = 2.0 * x;
    double re1 = 0.0, im1 = 0.0, re2 = 0.0, im2 = 0.0;
    for (int j = degree; j > 0; --j) {
        const double re = twice * re1 - re2 + coefficients[static_cast<std::size_t>(j)].real(), im = twice * im1 - im2 + coefficients[static_cast<std::size_t>(j)].imag();
        re2 = re1, im2 = im1;
        re1 = re, im1 = im;
    }
    return {x * re1 - re2 + 0.5 * coefficients[0].real(), x * im1 - im2 + 0.5 * coefficients[0].imag()};
}

Complex ResponseCurve::Reader::at(double hz)
{
    const auto& pieces = m_curve->m_pieces;
    if (hz < pieces.front().from) return m_curve->m_zero;
    while (m_piece + 1 < pieces.size() && hz > pieces[m_piece].to) ++m_piece;
    return pieces[m_piece].at(std::min(hz, pieces.back().to));
}

Result<ResponseCurve> ResponseCurve::of(const Response& response, double lowestHz, double highestHz, GroundMotion input)
{
    if (!(lowestHz > 0.0 && lowestHz < highestHz)) return Error{Error::Code::InvalidArgument, "A response curve needs rising, positive frequencies."};
    constexpr int nodes = degree + 1, checks = degree;
    ResponseCurve out;
    std::vector<Piece> open;
    for (double from = lowestHz; from < highestHz; from *= 2.0) open.push_back({from, std::min(2.0 * from, highestHz), {}});
    double largest = 0.0;
    for (int depth = 0; !open.empty(); ++depth) {
        // Of each piece first the Chebyshev nodes, then the places between them.
        std::vector<double> hz;
        for (const Piece& piece : open)
            for (int k = 0; k < nodes + checks; ++k) {
                const double angle = std::numbers::pi * (k < nodes ? k + 0.5 : k - nodes + 1.0) / nodes;
                hz.push_back(0.5 * (piece.from + piece.to) + 0.5 * (piece.to - piece.from) * std::cos(angle));
            }
        const auto values = responseAt(response, hz, input);
        if (!values) return values.error();
        for (const Complex& value : *values) largest = std::max(largest, std::abs(value));
        std::vector<Piece> halves;
        for (std::size_t i = 0; i < open.size(); ++i) {
            Piece piece = open[i];
            const Complex* value = values->data() + i * (nodes + checks);
            for (int j = 0; j < nodes; ++j)
                for (int k = 0; k < nodes; ++k)
                    piece.coefficients[static_cast<std::size_t>(j)] += 2.0 / nodes * value[k] * std::cos(std::numbers::pi * j * (k + 0.5) / nodes);
            bool good = true;
            for (int k = nodes; k < nodes + checks; ++k)
                good = good && std::abs(piece.at(hz[i * (nodes + checks) + static_cast<std::size_t>(k)]) - value[k]) <= 1e-7 * std::abs(value[k]) + 1e-12 * largest;
            if (good || depth == deepest) {
                out.m_pieces.push_back(piece);
                continue;
            }
            const double middle = 0.5 * (piece.from + piece.to);
            halves.push_back({piece.from, middle, {}});
            halves.push_back({middle, piece.to, {}});
        }
        open = std::move(halves);
    }
    std::sort(out.m_pieces.begin(), out.m_pieces.end(), [](const Piece& a, const Piece& b) { return a.from < b.from; });
    const double zero = 0.0;
    const auto atZero = responseAt(response, {&zero, 1}, input);
    if (!atZero) return atZero.error();
    out.m_zero = atZero->front();
    return out;
}

}  // namespace seisdesk
