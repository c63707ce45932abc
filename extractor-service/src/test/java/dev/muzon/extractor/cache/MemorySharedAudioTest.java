package dev.muzon.extractor.cache;

class MemorySharedAudioTest extends SharedAudioContract {
    private final MemorySharedAudio store = new MemorySharedAudio();

    @Override
    protected SharedAudio store() {
        return store;
    }
}
