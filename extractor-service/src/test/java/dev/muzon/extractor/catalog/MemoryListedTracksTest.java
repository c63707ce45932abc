package dev.muzon.extractor.catalog;

class MemoryListedTracksTest extends ListedTracksContract {
    private final ListedTracks tracks = new MemoryListedTracks();

    @Override
    ListedTracks tracks() {
        return tracks;
    }
}
