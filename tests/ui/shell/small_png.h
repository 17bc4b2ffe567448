#pragma once
// PNG files with 256 colours, for pictures of windows.

#include <QImage>
#include <QString>

namespace seisdesk::test {

/// By median cut (Heckbert 1982). False when the file cannot be written.
bool writeSmallPng(const QImage& image, const QString& file);

}  // namespace seisdesk::test
