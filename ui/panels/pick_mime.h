#pragma once
// Picks on their way from one list to another.

#include "core/base/id.h"

#include <QByteArray>
#include <QMimeData>
#include <QString>

#include <vector>

namespace seisdesk {

inline QString pickMimeType() { return QStringLiteral("application/x-seisdesk-picks"); }

inline QMimeData* pickMime(const std::vector<Id>& ids)
{
    QByteArray text;
    for (const Id& id : ids) text += QByteArray::fromStdString(id.text()) + '\n';
    auto* data = new QMimeData;
    data->setData(pickMimeType(), text);
    return data;
}

inline std::vector<Id> picksIn(const QMimeData& data)
{
    std::vector<Id> out;
    for (const QByteArray& line : data.data(pickMimeType()).split('\n'))
        if (const auto id = Id::parse(line.toStdString()); id) out.push_back(*id);
    return out;
}

}  // namespace seisdesk
