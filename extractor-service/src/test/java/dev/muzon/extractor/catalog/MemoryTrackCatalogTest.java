package dev.muzon.extractor.catalog;

class MemoryTrackCatalogTest extends TrackCatalogContract {
    private final MemoryTrackCatalog catalog = new MemoryTrackCatalog();

    @Override
    TrackCatalog catalog() {
        return catalog;
    }
}
