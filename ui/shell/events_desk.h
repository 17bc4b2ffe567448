#pragma once
// EventsDesk: associates picks, and makes, splits, merges, judges and pages through events; connects their list with picks and traces.

#include "core/catalog/catalog_edits.h"
#include "core/locate/travel/travel_times.h"
#include "core/session/session.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace seisdesk {

struct LabelAssociation;
class MainWindow;

/// Every command is one undo step. What moves picks is worked out on a worker, with the events it touches located anew, and then applied; it is refused
/// when those picks have changed meanwhile.
class EventsDesk : public QObject {
    Q_OBJECT
public:
    /// The window must have its panels, and must outlive this.
    explicit EventsDesk(MainWindow& window);

    void setSession(Session* session);
    /// Actions "events.*" and "event.*". False for others.
    bool run(const QString& id);
    void showActions();

private:
    void wirePanels();
    void associate(bool visible);
    void tellAssociated(const LabelAssociation& association);
    /// Of the project: the name of a shipped model, or a file.
    std::string velocityModelName() const;
    void keep(const std::shared_ptr<const TravelTimes>& times, const std::string& model);
    std::vector<Label> pickedLabels() const;
    void makeEvent(const QString& name);
    void movePicks(const std::vector<Label>& picks, const ResourceId& event, const QString& name);
    void askWhereTo();
    void merge();
    void remove();
    void page(int step, bool unreviewed);
    /// At once, for edits that locate nothing.
    void apply(const CatalogEdit& edit);
    /// Locates what the edit touches, then applies it and, where `go` is not empty, goes to that event.
    void applyLocated(CatalogEdit edit, const ResourceId& go);
    void showMenu(const QPoint& at, const QStringList& actions);
    Signature by() const;

    MainWindow& m_window;
    QPointer<Session> m_session;
    std::shared_ptr<const TravelTimes> m_times;  ///< of the last model asked for
    std::string m_timesModel;
    QPointer<Job> m_association;
};

}  // namespace seisdesk
