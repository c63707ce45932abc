package dev.muzon.gateway.music.album;

class MemoryAlbumStoreTest extends AlbumStoreContract {
    private final AlbumStore store = new MemoryAlbumStore();

    @Override
    AlbumStore store() {
        return store;
    }
}
