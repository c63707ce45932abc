package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.Subscription;
import dev.muzon.sandbox.world.World;
import java.net.http.HttpClient;
import java.time.Clock;

/** One bot as its programs meet it: what it sees, its updates, its webhook. */
final class BotAccount implements AutoCloseable {
    /** Executes the method in a webhook's answer. */
    @FunctionalInterface
    interface AnswerTaker {
        void take(BotAccount bot, byte[] body);
    }

    private final long id;
    private final Renderer renderer;
    private final UpdateQueue updates;
    private final PollPace pollPace;
    private final Webhook webhook;
    private final Subscription subscription;

    BotAccount(World world, long id, HttpClient http, Clock clock, AnswerTaker answers) {
        this.id = id;
        this.renderer = new Renderer(world, id);
        this.updates = new UpdateQueue(clock.instant().getEpochSecond());
        this.pollPace = new PollPace(clock);
        this.webhook = new Webhook(updates, http, clock, body -> answers.take(this, body));
        this.subscription = world.listen(new UpdateSource(world, this));
    }

    long id() {
        return id;
    }

    Renderer renderer() {
        return renderer;
    }

    UpdateQueue updates() {
        return updates;
    }

    PollPace pollPace() {
        return pollPace;
    }

    Webhook webhook() {
        return webhook;
    }

    @Override
    public void close() {
        subscription.close();
        webhook.remove();
    }
}
