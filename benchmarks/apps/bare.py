"""One Plotly chart and one pydeck chart, each of three points."""

import pandas as pd
import plotly.express as px
import pydeck as pdk
import streamlit as st

points = pd.DataFrame({"lon": [30, 31, 32], "lat": [50, 51, 52]})
st.plotly_chart(px.scatter(points, x="lon", y="lat"))
layer = pdk.Layer("ScatterplotLayer", points, get_position="[lon, lat]", get_radius=20_000)
view = pdk.ViewState(latitude=51, longitude=31, zoom=4)
st.pydeck_chart(pdk.Deck([layer], initial_view_state=view, map_provider=None))
