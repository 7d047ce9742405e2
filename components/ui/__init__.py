"""The only streamlit code outside `pages/`: frame, store, layout, cards."""
