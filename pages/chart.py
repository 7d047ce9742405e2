"""Chart: one chart or table alone, for another page's frame, as known at the moment."""

from components.ui.frame import frame
from components.ui.pages import chart_menus
from data.view import View


@frame.page
def one_chart(view: View) -> None:
    """Place the chart or table that the address names."""
    chart_menus.alone(view)
