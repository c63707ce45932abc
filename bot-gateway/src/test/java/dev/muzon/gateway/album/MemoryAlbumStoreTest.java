package dev.muzon.gateway.album;

class MemoryAlbumStoreTest extends AlbumStoreContract {
    private final AlbumStore store = new MemoryAlbumStore();

    @Override
    AlbumStore store() {
        return store;
    }
}
