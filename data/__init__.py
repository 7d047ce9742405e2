"""The record in, answers out: pandas, no streamlit and no plotly."""

import pandas as pd

# Words as Python's own strings: the tables are small and their cells are read one by one, for which
# Arrow's storage makes each string anew.
pd.set_option("mode.string_storage", "python")
