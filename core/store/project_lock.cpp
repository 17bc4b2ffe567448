#include "core/store/project_lock.h"

namespace seisdesk {

namespace fs = std::filesystem;

Result<std::unique_ptr<QLockFile>> lockProject(const fs::path& file)
{
    const std::string name = file.filename().string();
    auto lock = std::make_unique<QLockFile>(QString::fromStdString(file.string()) + QStringLiteral(".lock"));
    lock->setStaleLockTime(0);  // a lock is stale when its process is gone, never because of its age
    if (lock->tryLock()) return lock;
    if (lock->error() != QLockFile::LockFailedError)
        return Error{Error::Code::Unreadable, "The folder " + file.parent_path().string() + " cannot be written, so " + name + " cannot be opened there. Choose another folder, or change its permissions."};
    qint64 process = 0;
    QString host, program;
    lock->getLockInfo(&process, &host, &program);
    return Error{Error::Code::Unreadable, name + " is open in another window (" + program.toStdString() + ", process " + std::to_string(process) + " on " +
                                              host.toStdString() + "). Close it there first."};
}

}  // namespace seisdesk
