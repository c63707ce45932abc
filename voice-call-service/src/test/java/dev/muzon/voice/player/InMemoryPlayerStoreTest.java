package dev.muzon.voice.player;

class InMemoryPlayerStoreTest extends PlayerStoreContract {
    @Override
    protected PlayerStore create() {
        return new InMemoryPlayerStore();
    }
}
