package dev.muzon.gateway.operator;

import dev.muzon.gateway.bot.chat.Admission;
import dev.muzon.gateway.bot.chat.Blocklist;
import dev.muzon.gateway.bot.chat.KnownGroups;
import dev.muzon.gateway.bot.later.Later;
import dev.muzon.gateway.bot.update.LeadershipBegan;
import dev.muzon.gateway.telegram.Conversation;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The delivery of broadcasts, one group after another. A group is chosen before it is sent to, so that none gets a
 * broadcast twice. A gateway that ends in between leaves out one group.
 */
@Component
class BroadcastSender {
    /** Far below the 30 messages per second that Telegram allows a bot: music goes on meanwhile. */
    private static final Duration PACE = Duration.ofMillis(100);

    /** A group that Telegram makes wait does not hold up the others. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(10);

    private final BroadcastStore store;
    private final KnownGroups groups;
    private final Admission admission;
    private final Blocklist blocklist;
    private final BroadcastMessages messages;
    private final Later later;

    /** The broadcasts of which this process sends the next one. */
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    BroadcastSender(
            BroadcastStore store,
            KnownGroups groups,
            Admission admission,
            Blocklist blocklist,
            BroadcastMessages messages,
            Later later) {
        this.store = store;
        this.groups = groups;
        this.admission = admission;
        this.blocklist = blocklist;
        this.messages = messages;
        this.later = later;
    }

    /** Goes on with what another gateway, or this one before its restart, has begun. */
    @EventListener
    void began(LeadershipBegan event) {
        later.run(Duration.ZERO, this::resume);
    }

    /** Goes on with what nobody sends any more, because a store that hung hid how far it is. */
    void resume() {
        messages.guarded(() -> store.running().stream()
                .map(Broadcast::id)
                .filter(id -> !underWay.contains(id))
                .forEach(this::goOn));
    }

    /** Sends to the next group, and after a pause to the one behind it. */
    void goOn(String id) {
        underWay.add(id);
        if (!messages.guarded(() -> next(id))) {
            later.run(AFTER_TROUBLE, () -> goOn(id));
        }
    }

    private void next(String id) {
        Optional<Broadcast> running = store.find(id).filter(one -> one.state() == Broadcast.State.RUNNING);
        if (running.isEmpty()) {
            underWay.remove(id);
            return;
        }
        Broadcast broadcast = running.get();
        Optional<Conversation> group = groups.after(broadcast.after());
        if (group.isEmpty()) {
            store.end(id, Broadcast.State.RUNNING).ifPresent(messages::ended);
            underWay.remove(id);
        } else if (store.choose(broadcast, group.get().id())) {
            if (admission.admits(group.get()) && !blocklist.includes(group.get().id())) {
                send(broadcast, group.get());
            } else {
                later.run(Duration.ZERO, () -> goOn(id));
            }
        } else {
            underWay.remove(id); // another process chose the group
        }
    }

    private void send(Broadcast broadcast, Conversation group) {
        CompletableFuture<Void> _ = messages.send(group, broadcast.text(), PATIENCE)
                .thenAccept(sent -> {
                    messages.guarded(() -> store.count(broadcast.id(), sent));
                    later.run(PACE, () -> goOn(broadcast.id()));
                })
                .whenComplete((_, thrown) -> {
                    if (thrown != null) { // cut off, because this process ends or leads no more
                        underWay.remove(broadcast.id());
                    }
                });
    }
}
