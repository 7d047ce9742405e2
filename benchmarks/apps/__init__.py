"""The apps that ours is compared with: as little as Streamlit can show."""
