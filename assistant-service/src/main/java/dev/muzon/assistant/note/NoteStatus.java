package dev.muzon.assistant.note;

import dev.muzon.assistant.account.Account;
import dev.muzon.assistant.transcription.SpokenLanguage;
import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The text of {@code /status}. */
class NoteStatus {
    private final NotesProperties operators;
    private final ReaderChain readers;
    private final NoteMetrics metrics;
    private final NotePlaces places;
    private final MonotonicClock clock;
    private final Instant started;

    NoteStatus(
            NotesProperties operators,
            ReaderChain readers,
            NoteMetrics metrics,
            NotePlaces places,
            MonotonicClock clock) {
        this.operators = operators;
        this.readers = readers;
        this.metrics = metrics;
        this.places = places;
        this.clock = clock;
        this.started = clock.instant();
    }

    String of(Account account, NoteSettings rules, NoteWords words) {
        SpokenLanguage language = rules.spoken().orElse(operators.spoken());
        return String.join(
                "\n",
                words.say("status.uptime", uptime(words)),
                words.say(account.disconnected() ? "status.disconnected" : "status.connected"),
                words.say("status.model", readers.preferring(rules.model()).name()),
                words.say("status.queue", metrics.inWork(), places.waiting()),
                words.say("status.speed", speed()),
                words.say("status.language", words.name(language)),
                words.say(rules.isOn() ? "status.on" : "status.off"),
                words.say("status.lists", rules.tracked().size(), rules.groups().size()));
    }

    private String uptime(NoteWords words) {
        Duration up = Duration.between(started, clock.instant());
        return words.say("uptime", up.toDays(), up.toHoursPart(), up.toMinutesPart());
    }

    private String speed() {
        var factor = metrics.realTimeFactor();
        return factor.isPresent() ? String.format(Locale.ROOT, "%.2f", factor.getAsDouble()) : "–";
    }
}
