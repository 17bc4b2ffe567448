#include "ui/analysis/newest.h"

#include <QMetaObject>

namespace seisdesk {

Newest::Newest(QObject* parent) : QObject(parent) { m_pool.setMaxThreadCount(1); }

Newest::~Newest()
{
    drop();
    m_pool.waitForDone();
}

void Newest::drop()
{
    m_progress.cancel();
    m_waiting = nullptr;
}

void Newest::put(Question question)
{
    m_progress.cancel();
    m_waiting = std::move(question);
    if (!m_running) start();
}

void Newest::start()
{
    m_running = true;
    m_progress = Progress();
    m_pool.start([this, question = std::exchange(m_waiting, nullptr), progress = m_progress]() mutable {
        std::function<void()> deliver;
        if (!progress.cancelled()) deliver = question(progress);
        QMetaObject::invokeMethod(this, [this, progress, deliver = std::move(deliver)] { finish(progress, deliver); }, Qt::QueuedConnection);
    });
}

void Newest::finish(const Progress& progress, const std::function<void()>& deliver)
{
    m_running = false;
    if (m_waiting) start();
    if (deliver && !progress.cancelled()) deliver();
}

}  // namespace seisdesk
