#pragma once
// DeskStyle: Fusion with check boxes and radio buttons that can be seen on dark ground too.

#include <QProxyStyle>

namespace seisdesk {

class DeskStyle : public QProxyStyle {
    Q_OBJECT
public:
    DeskStyle();
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const override;
};

}  // namespace seisdesk
