#include "ui/adapt/versions_panel.h"

#include "ui/adapt/version_text.h"
#include "ui/panels/table.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QTableWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace seisdesk {

namespace {

constexpr int idRole = Qt::UserRole;

QString dateOf(const ModelVersion& version) { return version.created == Time{} ? QString() : QString::fromStdString(formatTime(version.created, 0)).left(16).replace(QLatin1Char('T'), QLatin1Char(' ')); }

}  // namespace

VersionsPanel::VersionsPanel(QWidget* parent)
    : QWidget(parent), m_tree(new QTreeWidget(this)), m_comparison(new QTableWidget(this)), m_about(new QLabel(this)), m_use(new QPushButton(tr("Use"), this)),
      m_back(new QPushButton(tr("Roll back"), this)), m_export(new QPushButton(tr("Export…"), this)), m_import(new QPushButton(tr("Import…"), this))
{
    m_tree->setColumnCount(5);
    m_tree->setHeaderLabels({tr("Version"), tr("State"), tr("Held out"), tr("Made"), tr("By")});
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setAccessibleName(tr("Model versions"));
    m_tree->setAlternatingRowColors(true);
    m_tree->header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_tree->setToolTip(tr("Select two to see their figures side by side"));
    styleTable(*m_comparison);
    m_comparison->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_comparison->setSelectionMode(QAbstractItemView::NoSelection);
    m_comparison->setAccessibleName(tr("Figures side by side"));
    m_about->setWordWrap(true);
    m_about->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_about->setContentsMargins(8, 4, 8, 4);
    m_use->setToolTip(tr("Pick with the selected version from now on"));
    m_back->setToolTip(tr("Go back to the version that the present one was made from; its picks will be the same as before"));
    m_export->setToolTip(tr("Write the selected version as one file for another computer"));
    m_import->setToolTip(tr("Add an adapter from another computer to this project"));

    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(6, 4, 6, 4);
    for (QPushButton* button : {m_use, m_back, m_export, m_import}) buttons->addWidget(button);
    buttons->addStretch();
    auto* right = new QWidget;
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_about);
    column->addWidget(m_comparison, 1);
    auto* splitter = new QSplitter(this);
    splitter->addWidget(m_tree);
    splitter->addWidget(right);
    splitter->setSizes({600, 400});
    splitter->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(buttons);
    layout->addWidget(splitter, 1);
    setFocusProxy(m_tree);

    connect(m_tree, &QTreeWidget::itemSelectionChanged, this, &VersionsPanel::showChosen);
    connect(m_use, &QPushButton::clicked, this, [this] {
        if (const auto picked = chosen(); picked.size() == 1) Q_EMIT useWanted(QString::fromStdString(picked.front()->version.id));
    });
    connect(m_export, &QPushButton::clicked, this, [this] {
        if (const auto picked = chosen(); picked.size() == 1) Q_EMIT exportWanted(QString::fromStdString(picked.front()->version.id));
    });
    connect(m_back, &QPushButton::clicked, this, [this] { Q_EMIT wanted(QStringLiteral("learn.rollBack")); });
    connect(m_import, &QPushButton::clicked, this, [this] { Q_EMIT wanted(QStringLiteral("version.import")); });
    showChosen();
}

void VersionsPanel::setVersions(ModelVersions* versions)
{
    if (m_versions) m_versions->disconnect(this);
    m_versions = versions;
    if (versions) connect(versions, &ModelVersions::changed, this, &VersionsPanel::fill);
    fill();
}

void VersionsPanel::fill()
{
    m_tree->clear();
    QHash<QString, QTreeWidgetItem*> items;
    if (m_versions)
        for (const KnownVersion& known : m_versions->all()) {
            // Parents are added before their children.
            QTreeWidgetItem* parent = items.value(QString::fromStdString(known.version.parent));
            auto* item = parent ? new QTreeWidgetItem(parent) : new QTreeWidgetItem(m_tree);
            item->setText(0, versionName(known.version));
            item->setText(1, known.missing ? tr("file missing") : known.current ? tr("in use") : QString());
            item->setText(2, shortFigures(known.version));
            item->setText(3, dateOf(known.version));
            item->setText(4, QString::fromStdString(known.version.author));
            item->setData(0, idRole, QString::fromStdString(known.version.id));
            for (int column = 0; column < 5; ++column) item->setToolTip(column, item->text(column));
            if (known.current)
                for (int column = 0; column < 5; ++column) {
                    QFont font = item->font(column);
                    font.setBold(true);
                    item->setFont(column, font);
                }
            item->setExpanded(true);
            items.insert(QString::fromStdString(known.version.id), item);
        }
    m_tree->expandAll();
    for (int column = 0; column < 4; ++column) m_tree->resizeColumnToContents(column);
    m_tree->setColumnWidth(0, std::min(m_tree->columnWidth(0), 320));
    showChosen();
}

std::vector<const KnownVersion*> VersionsPanel::chosen() const
{
    std::vector<const KnownVersion*> out;
    for (const QTreeWidgetItem* item : m_tree->selectedItems())
        if (const KnownVersion* known = m_versions ? m_versions->find(item->data(0, idRole).toString().toStdString()) : nullptr) out.push_back(known);
    return out;
}

void VersionsPanel::showChosen()
{
    const auto picked = chosen();
    const KnownVersion* one = picked.size() == 1 ? picked.front() : nullptr;
    m_use->setEnabled(one && !one->current && !one->missing);
    m_export->setEnabled(one && !one->missing && !one->version.parent.empty());
    m_back->setEnabled(m_versions && m_versions->previous());
    const bool empty = !m_versions || m_versions->all().empty();
    QStringList about;
    if (empty) about << tr("No model was adapted in this project yet. Adopted models stand here with the ones that they were made from.");
    else if (picked.empty()) about << tr("Select a version to read about it, two to compare them.");
    if (one) {
        if (!one->version.notes.empty()) about << QString::fromStdString(one->version.notes);
        if (const KnownVersion* parent = m_versions->find(one->version.parent)) about << tr("Made from %1").arg(versionName(parent->version));
        about << (one->missing ? tr("Its file is not on this computer: %1. Import it to use it.") : tr("File: %1")).arg(QString::fromStdString(one->version.path.string()));
    }
    if (picked.size() > 2) about << tr("Select two to compare them.");
    m_about->setText(about.join(QLatin1Char('\n')));
    m_about->setVisible(!about.isEmpty());

    m_comparison->clear();
    std::vector<ComparedFigure> rows;
    if (picked.size() == 2) {
        rows = compared(picked[0]->version, picked[1]->version);
        m_comparison->setColumnCount(3);
        m_comparison->setHorizontalHeaderLabels({tr("Figure"), versionName(picked[0]->version), versionName(picked[1]->version)});
    } else if (one) {
        const KnownVersion* parent = m_versions->find(one->version.parent);
        rows = parent ? compared(parent->version, one->version) : compared(one->version, one->version);
        m_comparison->setColumnCount(3);
        m_comparison->setHorizontalHeaderLabels({tr("Figure"), parent ? tr("Parent") : tr("Here"), tr("This version")});
    }
    m_comparison->setVisible(!rows.empty());
    m_comparison->setRowCount(static_cast<int>(rows.size()));
    for (int row = 0; row < m_comparison->rowCount(); ++row) {
        const ComparedFigure& figure = rows[static_cast<std::size_t>(row)];
        const QString texts[] = {figure.name, figure.first, figure.second};
        for (int column = 0; column < 3; ++column) {
            auto* item = new QTableWidgetItem(texts[column]);
            item->setToolTip(texts[column]);
            if (column > 0) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_comparison->setItem(row, column, item);
        }
    }
    if (!rows.empty()) {
        m_comparison->horizontalHeader()->setStretchLastSection(false);
        m_comparison->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
        for (int column = 1; column < 3; ++column) m_comparison->horizontalHeader()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    }
}

}  // namespace seisdesk
