package dev.muzon.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A demo that is started again: its services remember ids of the world before. */
class LaterWorldTest {
    private static final Instant FIRST = Instant.parse("2026-11-28T08:00:00Z");

    @Test
    void givesNoIdOfTheWorldBeforeToAnythingElse() throws IOException {
        var before = idsOf(FIRST);
        var after = idsOf(FIRST.plusSeconds(60));

        after.retainAll(before);
        assertThat(after).isEmpty();
    }

    @Test
    void keepsThePeopleAndGroupsOfTheDemo() throws IOException {
        try (var before = World.later(at(FIRST));
                var after = World.later(at(FIRST.plusSeconds(60)))) {
            assertThat(seedOf(after).people()).isEqualTo(seedOf(before).people());
            assertThat(after.chats().all()).extracting(Chat::id).containsExactly(-1002000000001L, -1002000000002L);
            assertThat(after.chats().all())
                    .extracting(Chat::id)
                    .isEqualTo(before.chats().all().stream().map(Chat::id).toList());
        }
    }

    // Telegram's own ids of messages have 31 bits, and TDLib's clients shift them by 20.
    @Test
    void hasRoomForIdsUntilTheYear2080() throws IOException {
        try (var world = World.later(at(Instant.parse("2080-01-01T00:00:00Z")))) {
            var seed = seedOf(world);
            assertThat(world.messages().last(seed.lounge().id()).orElseThrow().id())
                    .isBetween(1, Integer.MAX_VALUE);
        }
    }

    /** Returns everything that a world named in its first moments, each with its kind. */
    private static Set<String> idsOf(Instant start) throws IOException {
        try (var world = World.later(at(start))) {
            var seed = seedOf(world);
            long alice = seed.people().getFirst().id();
            var newcomer = world.users().create(NewUser.person("Erik", "erik", "en"));
            var groups = List.of(
                    world.chats().createGroup("New", null, alice),
                    world.chats().createBasicGroup("Small", alice),
                    world.chats().createChannel("Posts", null, alice));
            long privately = world.chats().privateChat(alice, seed.bot().id()).id();
            world.messages().send(privately, alice, NewMessage.text("/start"));
            world.messages().send(groups.get(1).id(), alice, NewMessage.text("hello"));
            var file = world.files()
                    .store(NewFile.of("a.wav", "audio/x-wav", Content.of(new byte[] {1})))
                    .id();
            var voice = world.voiceChats().start(groups.getFirst().id(), alice, "");
            var ids = new HashSet<String>();
            Stream.concat(world.chats().all().stream().map(Chat::id), Stream.of(privately))
                    .flatMap(chat ->
                            world.messages().all(chat).stream().map(message -> "message " + chat + " " + message.id()))
                    .forEach(ids::add);
            groups.forEach(group -> ids.add("chat " + group.id()));
            groups.forEach(group -> ids.add("link " + group.inviteHash()));
            ids.addAll(List.of("chat " + privately, "user " + newcomer.id(), "file " + file, "call " + voice.id()));
            return ids;
        }
    }

    private static WorldSeed seedOf(World world) throws IOException {
        var song = NewFile.of("song.wav", "audio/x-wav", Content.of(new byte[] {1}));
        return WorldSeed.plant(world, 1_000_001, "muzon_test_bot", song);
    }

    private static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }
}
