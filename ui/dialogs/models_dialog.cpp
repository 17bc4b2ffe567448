#include "ui/dialogs/models_dialog.h"

#include "ui/theme/style.h"

#include <QDialogButtonBox>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSize>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace seisdesk {

namespace {

constexpr int nameRole = Qt::UserRole;
enum Column { Name, Says, Rate, Size, Licence, StateWords, Columns };

QString q(const std::string& text) { return QString::fromStdString(text); }

QString taskWords(Task task)
{
    switch (task) {
    case Task::Picking: return ModelsDialog::tr("P and S picks");
    case Task::Polarity: return ModelsDialog::tr("first motions");
    case Task::Magnitude: return ModelsDialog::tr("magnitude");
    case Task::Distance: return ModelsDialog::tr("distance");
    case Task::BackAzimuth: return ModelsDialog::tr("back-azimuth");
    }
    return {};
}

QString megabytes(std::uintmax_t bytes) { return ModelsDialog::tr("%1 MB").arg(static_cast<double>(bytes) / 1e6, 0, 'f', 1); }

QString percent(double fraction) { return ModelsDialog::tr("%1 %").arg(static_cast<int>(100.0 * fraction)); }

/// "<b>Licence</b> MIT", or nothing of what is unknown.
QString line(const QString& what, const QString& text)
{
    return text.isEmpty() ? QString() : QStringLiteral("<p style=\"margin:0 0 6px 0\"><b>%1</b>&nbsp; %2</p>").arg(what, text);
}

QString linked(const QString& text)
{
    const QString plain = text.toHtmlEscaped();
    return text.startsWith(QLatin1String("https://")) && !text.contains(QLatin1Char(' ')) ? QStringLiteral("<a href=\"%1\">%1</a>").arg(plain) : plain;
}

}  // namespace

ModelsDialog::ModelsDialog(QWidget* parent)
    : QDialog(parent), m_list(new QTreeWidget(this)), m_search(new QLineEdit(this)), m_about(new QLabel), m_said(new QLabel(this)), m_fetch(new QPushButton(tr("Fetch"), this)),
      m_use(new QPushButton(tr("Use"), this)), m_remove(new QPushButton(tr("Remove…"), this)), m_import(new QPushButton(tr("Import file…"), this))
{
    setWindowTitle(tr("Models"));
    resize(900, 620);
    build();
    connect(m_search, &QLineEdit::textChanged, this, &ModelsDialog::find);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &ModelsDialog::showChosen);
    connect(m_fetch, &QPushButton::clicked, this, [this] {
        const KnownModel* model = chosen();
        if (!model) return;
        m_ways.contains(q(model->name)) ? Q_EMIT stopWanted(q(model->name)) : Q_EMIT fetchWanted(q(model->name));
    });
    connect(m_use, &QPushButton::clicked, this, [this] {
        if (const KnownModel* model = chosen()) Q_EMIT useWanted(q(model->name));
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        if (const KnownModel* model = chosen()) Q_EMIT removeWanted(q(model->name));
    });
    connect(m_import, &QPushButton::clicked, this, &ModelsDialog::importWanted);
    showChosen();
}

void ModelsDialog::build()
{
    m_search->setPlaceholderText(tr("Find a model, a task, a region"));
    m_search->setAccessibleName(tr("Find a model"));
    m_search->setClearButtonEnabled(true);
    m_search->setProperty("search", true);
    m_list->setColumnCount(Columns);
    m_list->setHeaderLabels({tr("Model"), tr("Says"), tr("Rate"), tr("Size"), tr("Licence"), tr("State")});
    m_list->setAccessibleName(tr("Models"));
    m_list->setAlternatingRowColors(true);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_list->headerItem()->setTextAlignment(Rate, Qt::AlignRight | Qt::AlignVCenter);
    m_list->headerItem()->setTextAlignment(Size, Qt::AlignRight | Qt::AlignVCenter);
    m_about->setWordWrap(true);
    m_about->setTextFormat(Qt::RichText);
    m_about->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_about->setOpenExternalLinks(true);
    m_about->setAlignment(Qt::AlignTop);
    m_about->setContentsMargins(10, 8, 10, 8);
    m_said->setWordWrap(true);
    m_said->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_said->hide();
    m_use->setToolTip(tr("Pick with this model from now on; what is no picking network is used beside one"));
    m_remove->setToolTip(tr("Delete the weights from the model folder"));
    m_import->setToolTip(tr("Check a weights file and copy it into the model folder: PyTorch (SeisBench's .pt.v1 with its .json.v1 beside it, SeisT), safetensors, Keras"));

    auto* scrolled = new QScrollArea(this);
    scrolled->setWidget(m_about);
    scrolled->setWidgetResizable(true);
    scrolled->setFrameShape(QFrame::NoFrame);
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_list);
    splitter->addWidget(scrolled);
    splitter->setSizes({380, 180});
    splitter->setChildrenCollapsible(false);
    auto* close = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(close, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* row = new QHBoxLayout;
    for (QPushButton* button : {m_fetch, m_use, m_remove, m_import}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    row->addStretch();
    row->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_search);
    layout->addWidget(splitter, 1);
    layout->addWidget(m_said);
    layout->addLayout(row);
    setTabOrder(m_search, m_list);
}

void ModelsDialog::setModels(std::vector<KnownModel> models)
{
    m_models = std::move(models);
    fill();
}

void ModelsDialog::setInUse(const QStringList& weights)
{
    if (m_used == weights) return;
    m_used = weights;
    fill();
}

void ModelsDialog::setProgress(const QString& name, double fraction, const QString& words)
{
    m_ways[name] = {fraction, words};
    for (const KnownModel& model : m_models)
        if (q(model.name) == name)
            if (QTreeWidgetItem* item = itemOf(name)) showRow(item, model);
    showChosen();
}

void ModelsDialog::setIdle(const QString& name)
{
    if (m_ways.remove(name) > 0) fill();
}

void ModelsDialog::say(const QString& text)
{
    m_said->setText(text);
    m_said->setVisible(!text.isEmpty());
}

bool ModelsDialog::inUse(const KnownModel& model) const { return model.isHere() && m_used.contains(q(model.weights.string())); }

QString ModelsDialog::stateOf(const KnownModel& model) const
{
    const auto way = m_ways.constFind(q(model.name));
    if (way != m_ways.constEnd()) return way->words.isEmpty() ? tr("fetching, %1").arg(percent(way->fraction)) : way->words;
    if (inUse(model)) return tr("in use");
    switch (model.state) {
    case KnownModel::State::Shipped: return tr("comes with SeisDesk");
    case KnownModel::State::Installed: return tr("installed");
    case KnownModel::State::Begun: return tr("stopped at %1").arg(percent(static_cast<double>(model.fetchedBytes) / static_cast<double>(std::max<std::uintmax_t>(model.sizeBytes, 1))));
    case KnownModel::State::Published: return tr("can be fetched");
    case KnownModel::State::Elsewhere: return tr("to be imported");
    }
    return {};
}

void ModelsDialog::showRow(QTreeWidgetItem* item, const KnownModel& model)
{
    item->setText(Name, q(model.name));
    item->setText(Says, taskWords(model.task));
    item->setText(Rate, tr("%1 Hz").arg(model.sampleRateHz));
    item->setText(Size, megabytes(model.sizeBytes));
    item->setText(Licence, model.licence.empty() ? tr("unknown") : q(model.licence));
    item->setText(StateWords, stateOf(model));
    item->setData(Name, nameRole, q(model.name));
    item->setSizeHint(Name, QSize(0, QFontMetrics(m_list->font()).height() + 8));
    for (const int column : {Rate, Size}) item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    for (int column = 0; column < Columns; ++column) {
        QFont font = column == Rate || column == Size ? numberFont() : m_list->font();
        font.setBold(inUse(model));
        item->setFont(column, font);
        item->setToolTip(column, column == Licence ? q(model.licence) : column == Name ? q(model.name) : QString());
    }
}

void ModelsDialog::fill()
{
    const KnownModel* before = chosen();
    const QString kept = before ? q(before->name) : QString();
    m_list->clear();
    const auto group = [this](const QString& text) {
        auto* item = new QTreeWidgetItem(m_list, {text});
        QFont bold = item->font(0);
        bold.setBold(true);
        item->setFont(0, bold);
        item->setFirstColumnSpanned(true);
        item->setFlags(Qt::ItemIsEnabled);
        item->setSizeHint(0, QSize(0, QFontMetrics(bold).height() + 8));
        return item;
    };
    QTreeWidgetItem* here = group(tr("On this computer"));
    QTreeWidgetItem* published = group(tr("Published"));
    for (const KnownModel& model : m_models) showRow(new QTreeWidgetItem(model.isHere() ? here : published), model);
    m_list->expandAll();
    if (m_models.empty()) published->setHidden(true), here->setText(0, tr("Looking for models…"));
    else if (here->childCount() == 0) here->setText(0, tr("On this computer: nothing yet but the classical picker"));
    if (!m_models.empty() && published->childCount() == 0) published->setText(0, tr("Published: all known ones are here"));
    for (int column = 0; column < Columns - 1; ++column) m_list->resizeColumnToContents(column);
    // A long name must not push the state out of sight; it is whole in the tooltip.
    m_list->setColumnWidth(Name, std::min(m_list->columnWidth(Name) + 12, 280));
    m_list->setColumnWidth(Licence, std::min(m_list->columnWidth(Licence), 140));
    choose(kept);
    find(m_search->text());
    showChosen();
}

QTreeWidgetItem* ModelsDialog::itemOf(const QString& name) const
{
    for (int g = 0; g < m_list->topLevelItemCount(); ++g)
        for (int i = 0; i < m_list->topLevelItem(g)->childCount(); ++i)
            if (QTreeWidgetItem* item = m_list->topLevelItem(g)->child(i); item->data(Name, nameRole).toString() == name) return item;
    return nullptr;
}

void ModelsDialog::choose(const QString& name)
{
    if (QTreeWidgetItem* item = itemOf(name)) m_list->setCurrentItem(item);
}

const KnownModel* ModelsDialog::chosen() const
{
    const QList<QTreeWidgetItem*> items = m_list->selectedItems();
    if (items.isEmpty()) return nullptr;
    const std::string name = items.front()->data(Name, nameRole).toString().toStdString();
    for (const KnownModel& model : m_models)
        if (model.name == name) return &model;
    return nullptr;
}

void ModelsDialog::showChosen()
{
    const KnownModel* model = chosen();
    const bool running = model && m_ways.contains(q(model->name));
    m_fetch->setText(running ? tr("Stop") : model && model->state == KnownModel::State::Begun ? tr("Go on fetching") : tr("Fetch"));
    m_fetch->setEnabled(running || (model && (model->state == KnownModel::State::Published || model->state == KnownModel::State::Begun)));
    m_fetch->setToolTip(running ? tr("What has come is kept, to go on with later") : tr("Download, check size and checksum, and install"));
    m_use->setEnabled(model && model->isHere() && !inUse(*model));
    m_remove->setEnabled(model && model->state == KnownModel::State::Installed && !inUse(*model));
    if (!model) {
        m_about->setText(QStringLiteral("<p>%1</p>").arg(tr("Choose a model to read what it is good for. Other weights, such as SeisBench's, come in by Import file.")));
        return;
    }
    QString text = QStringLiteral("<p style=\"margin:0 0 6px 0\"><b>%1</b></p>").arg(q(model->name).toHtmlEscaped());
    text += line(tr("Good for"), q(model->goodFor).toHtmlEscaped());
    text += line(tr("Trained on"), model->trainingData.empty() ? tr("unknown") : q(model->trainingData).toHtmlEscaped());
    text += line(tr("Licence"), model->licence.empty() ? tr("unknown: ask its authors before you use or pass it on") : q(model->licence).toHtmlEscaped());
    text += line(tr("Notes"), q(model->notes).toHtmlEscaped());
    text += line(tr("From"), linked(q(model->source)));
    if (model->isHere()) text += line(tr("File"), q(model->weights.string()).toHtmlEscaped());
    if (model->state == KnownModel::State::Elsewhere) text += line(tr("To get it"), tr("It is not published in a form that can be fetched. Convert it, then import the file.").toHtmlEscaped());
    m_about->setText(text);
}

void ModelsDialog::find(const QString& text)
{
    if (m_models.empty()) return;
    const QString wanted = text.trimmed();
    for (int g = 0; g < m_list->topLevelItemCount(); ++g) {
        QTreeWidgetItem* group = m_list->topLevelItem(g);
        bool any = false;
        for (int i = 0; i < group->childCount(); ++i) {
            QTreeWidgetItem* item = group->child(i);
            QString all;
            for (int column = 0; column < Columns; ++column) all += item->text(column) + QLatin1Char(' ');
            for (const KnownModel& model : m_models)
                if (q(model.name) == item->data(Name, nameRole).toString()) all += q(model.trainingData) + q(model.goodFor);
            const bool fits = wanted.isEmpty() || all.contains(wanted, Qt::CaseInsensitive);
            item->setHidden(!fits);
            any = any || fits;
        }
        group->setHidden(!any && !wanted.isEmpty());
    }
}

}  // namespace seisdesk
