#pragma once
// The passes over a record that surround a network, each for the processor and for the GPU: plain pointers and a stream, no LibTorch and no CUDA headers.

#include "core/model/cuda/curve_peaks.h"
#include "core/model/cuda/window_cut.h"
#include "core/model/cuda/window_stack.h"

#include <cstddef>
#include <string>

namespace seisdesk::kernels {

/// Windows of a record, ready for the network.
void cutOnHost(const WindowCut& job);
/// A batch of outputs laid over the record.
void stackOnHost(const WindowStack& job);
/// Fills `counts`; the last one says how many peaks there are before suppression.
void countPeaksOnHost(const CurvePeaks& job);
/// Fills `peaks`, `values` and `states`, `count` of them. A second curve's job may follow with other arrays.
void fillPeaksOnHost(const CurvePeaks& job, int count);

/// A cudaStream_t.
using Stream = void*;

// The same on the GPU, in the engine for CUDA only. They return at once; empty, or what CUDA said.
std::string cutOnDevice(const WindowCut& job, Stream stream);
std::string stackOnDevice(const WindowStack& job, Stream stream);
std::string countPeaksOnDevice(const CurvePeaks& job, Stream stream);
std::string fillPeaksOnDevice(const CurvePeaks& job, int count, Stream stream);

/// Of the current device. False where CUDA does not answer.
bool deviceMemory(std::size_t& freeBytes, std::size_t& totalBytes);
/// 0 without a driver or a card.
int deviceCount();
/// Largest rate at which the current device's memory can be read and written, bytes per second; 0 where it is unknown.
double deviceBandwidth();

}  // namespace seisdesk::kernels
