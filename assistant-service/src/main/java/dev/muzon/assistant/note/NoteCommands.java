package dev.muzon.assistant.note;

import dev.muzon.assistant.account.Account;
import dev.muzon.assistant.message.Messages;
import dev.muzon.assistant.message.OwnText;
import dev.muzon.assistant.message.Person;
import dev.muzon.assistant.message.VoiceNote;
import dev.muzon.assistant.transcription.SpokenLanguage;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.NoteRequest;
import dev.muzon.runtime.jobs.JobPublisher;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The commands by which an account's owner rules over its notes. Doing one twice changes nothing more. */
class NoteCommands {
    private final NoteSettingsStore rules;
    private final AnswerStore answers;
    private final JobPublisher jobs;
    private final ReaderChain readers;
    private final NoteStatus status;
    private final SpokenLanguage operators;

    /**
     * Makes the commands.
     *
     * @param operators the language where an owner chose none
     */
    NoteCommands(
            NoteSettingsStore rules,
            AnswerStore answers,
            JobPublisher jobs,
            ReaderChain readers,
            NoteStatus status,
            SpokenLanguage operators) {
        this.rules = rules;
        this.answers = answers;
        this.jobs = jobs;
        this.readers = readers;
        this.status = status;
        this.operators = operators;
    }

    /**
     * One command while it is done.
     *
     * @param text where it stands
     * @param language of the answer, empty for the owner's own
     */
    private record Run(
            NoteCommand command,
            OwnText text,
            Account account,
            Messages messages,
            Optional<SpokenLanguage> language,
            Saying saying) {
        String argument() {
            return command.argument();
        }

        String accountId() {
            return account.id();
        }
    }

    /** The way of words to the person that wrote the command, before the answer. */
    @FunctionalInterface
    private interface Saying {
        void say(String words) throws InterruptedException;
    }

    /** Does a command and answers it. One in the chat with a bot is the bot's. */
    void run(NoteCommandJob job, Account account) throws InterruptedException {
        Messages messages = account.session().messages();
        Optional<OwnText> text = messages.ownText(job.chatId(), job.messageId());
        Optional<NoteCommand> command = text.flatMap(it -> NoteCommand.of(it.text()));
        if (text.isEmpty() || command.isEmpty() || messages.isWithBot(job.chatId())) {
            return;
        }
        if (command.get().isFor(username(account), text.get().inGroup())) {
            String words = done(new Run(
                    command.get(), text.get(), account, messages, Optional.empty(), it -> reply(job, messages, it)));
            if (!words.isEmpty()) {
                reply(job, messages, words);
            }
        }
    }

    /**
     * Does a command that was given to the bot and returns its answer.
     *
     * @throws FailureException user {@code input.bad} when it is none
     */
    String answer(Account account, NoteRequest request) throws InterruptedException {
        NoteCommand command = NoteCommand.of(request.text())
                .orElseThrow(() -> Failure.of(FailureCode.BAD_INPUT, "not a command about notes")
                        .asException());
        long savedMessages = Objects.requireNonNullElse(account.view().userId(), 0L);
        var text = new OwnText(savedMessages, 0, 0, rules.now(), request.text());
        Optional<SpokenLanguage> language =
                Optional.ofNullable(request.language()).flatMap(SpokenLanguage::of);
        return done(new Run(command, text, account, account.session().messages(), language, _ -> {}));
    }

    private static String username(Account account) {
        return Objects.requireNonNullElse(account.view().username(), "");
    }

    /** Answers a command, or changes the answer. A command that was deleted meanwhile gets none. */
    private void reply(NoteCommandJob job, Messages messages, String words) throws InterruptedException {
        var answer = new NoteAnswer(messages, answers, job.id(), job.chatId(), job.messageId(), System::nanoTime);
        try {
            answer.reply(words);
        } catch (FailureException e) {
            if (e.failure().code() != FailureCode.MESSAGE_GONE) {
                throw e;
            }
        }
    }

    /** Returns the words to answer, empty for none. */
    private String done(Run run) throws InterruptedException {
        return switch (run.command().verb()) {
            case HELP -> words(run).say("help");
            case STATUS -> status.of(run.account(), settings(run), words(run));
            case NOTES -> notes(run);
            case LANGUAGE -> language(run);
            case MODEL -> model(run);
            case TRACK -> track(run);
            case UNTRACK -> untrack(run);
            case TRACKED -> tracked(run);
            case TRANSCRIBE -> transcribe(run);
        };
    }

    private NoteSettings settings(Run run) {
        return rules.of(run.accountId());
    }

    private NoteWords words(Run run) {
        if (run.language().isPresent()) {
            return NoteWords.of(run.language().get());
        }
        return run.command().russian()
                ? NoteWords.russian()
                : NoteWords.of(
                        settings(run).spoken().orElse(operators), run.messages().language());
    }

    private String notes(Run run) {
        return switch (run.argument()) {
            case NoteCommand.ON, NoteCommand.OFF -> {
                boolean on = run.argument().equals(NoteCommand.ON);
                rules.change(run.accountId(), old -> old.switched(on, rules.now()));
                yield words(run).say(on ? "notes.on" : "notes.off");
            }
            default -> words(run).say("notes.usage");
        };
    }

    private String language(Run run) {
        Optional<SpokenLanguage> chosen =
                run.argument().isEmpty() ? Optional.empty() : SpokenLanguage.of(run.argument());
        if (chosen.isEmpty()) {
            return words(run).say("language.usage");
        }
        rules.change(run.accountId(), old -> old.speaking(chosen.get()));
        NoteWords words = words(run);
        return chosen.get().isAuto() ? words.say("language.auto") : words.say("language.set", words.name(chosen.get()));
    }

    private String model(Run run) throws InterruptedException {
        List<NoteReader> inOrder = readers.preferring(settings(run).model()).readers();
        if (run.argument().isEmpty()) {
            return models(run, inOrder.getFirst());
        }
        Optional<NoteReader> chosen = chosen(run.argument());
        return chosen.isEmpty() ? words(run).say("model.unknown") : switched(run, inOrder.getFirst(), chosen.get());
    }

    private String models(Run run, NoteReader current) {
        List<NoteReader> all = readers.readers();
        String list = IntStream.range(0, all.size())
                .mapToObj(i -> (i + 1) + ". " + all.get(i).name() + (all.get(i).equals(current) ? " ✓" : ""))
                .collect(Collectors.joining("\n"));
        return words(run).say(all.size() == 1 ? "model.only" : "model.list", list);
    }

    /** Finds a recogniser by its number, its whole name, or the one part of a name that no other has. */
    private Optional<NoteReader> chosen(String wish) {
        List<NoteReader> all = readers.readers();
        if (wish.matches("\\d{1,3}")) {
            int number = Integer.parseInt(wish);
            return number >= 1 && number <= all.size() ? Optional.of(all.get(number - 1)) : Optional.empty();
        }
        List<NoteReader> named = all.stream()
                .filter(reader -> reader.name().toLowerCase(Locale.ROOT).contains(wish))
                .toList();
        return named.stream()
                .filter(reader -> named.size() == 1 || reader.name().equalsIgnoreCase(wish))
                .findFirst();
    }

    /** Lets the old recogniser read until the new one has shown that it can. */
    private String switched(Run run, NoteReader old, NoteReader chosen) throws InterruptedException {
        if (!chosen.equals(old)) {
            run.saying().say(words(run).say("model.trying", chosen.name(), old.name()));
            try {
                chosen.prepare();
            } catch (FailureException e) {
                boolean away = e.failure().code() == FailureCode.TRANSCRIBER_UNAVAILABLE;
                return words(run).say(away ? "model.away" : "model.refused", chosen.name(), old.name());
            }
            rules.change(run.accountId(), rule -> rule.readBy(chosen.name()));
        }
        return words(run).say("model.done", chosen.name());
    }

    private String track(Run run) throws InterruptedException {
        Optional<Person> found = meant(run);
        if (found.isEmpty()) {
            return words(run).say(run.argument().isEmpty() ? "track.usage" : "track.unknown");
        }
        Person person = found.get();
        if (person.bot() || Objects.equals(person.id(), run.account().view().userId())) {
            return words(run).say("track.useless");
        }
        if (settings(run).tracked().size() >= NoteSettings.MOST) {
            return words(run).say("track.full", NoteSettings.MOST);
        }
        var added = NoteSettings.Listed.of(person.id(), person.name(), rules.now());
        rules.change(run.accountId(), old -> old.tracked(list -> NoteSettings.with(list, added)));
        return words(run).say("track.done", person.name());
    }

    /** Returns the person that a command names, or whose message it answers. */
    private static Optional<Person> meant(Run run) throws InterruptedException {
        String name = run.argument().replaceFirst("^@", "");
        if (name.matches("\\w{1,32}")) {
            return run.messages().person(name);
        }
        return name.isEmpty() && run.text().answered() != 0
                ? run.messages().author(run.text().chatId(), run.text().answered())
                : Optional.empty();
    }

    /** Works for people who changed their name, too: the list shows the old one. */
    private String untrack(Run run) throws InterruptedException {
        List<NoteSettings.Listed> list = settings(run).tracked();
        String name = "@" + run.argument().replaceFirst("^@", "");
        Optional<NoteSettings.Listed> entry =
                list.stream().filter(it -> it.name().equalsIgnoreCase(name)).findFirst();
        if (entry.isEmpty()) {
            Optional<Person> person = meant(run);
            entry = list.stream()
                    .filter(it -> person.isPresent() && it.id() == person.get().id())
                    .findFirst();
        }
        if (entry.isEmpty()) {
            return words(run).say("untrack.unknown");
        }
        long id = entry.get().id();
        rules.change(run.accountId(), old -> old.tracked(all -> NoteSettings.without(all, id)));
        return words(run).say("untrack.done", entry.get().name());
    }

    private String tracked(Run run) {
        List<NoteSettings.Listed> list = settings(run).tracked();
        return list.isEmpty()
                ? words(run).say("tracked.none")
                : words(run)
                        .say(
                                "tracked.list",
                                list.stream().map(NoteSettings.Listed::name).collect(Collectors.joining("\n")));
    }

    private String transcribe(Run run) throws InterruptedException {
        return switch (run.argument()) {
            case NoteCommand.ON, NoteCommand.OFF -> group(run, run.argument().equals(NoteCommand.ON));
            case "" -> run.text().answered() == 0 ? words(run).say("transcribe.usage") : again(run);
            default -> words(run).say("transcribe.usage");
        };
    }

    /** Switches a group. The answer is the notice to all who are in it, and comes before the first text. */
    private String group(Run run, boolean on) throws InterruptedException {
        if (!run.text().inGroup()) {
            return words(run).say("transcribe.no-group");
        }
        long chat = run.text().chatId();
        if (on && settings(run).groups().size() >= NoteSettings.MOST) {
            return words(run).say("track.full", NoteSettings.MOST);
        }
        rules.change(
                run.accountId(),
                old -> old.groups(list -> on
                        ? NoteSettings.with(list, NoteSettings.Listed.silentGroup(chat, rules.now()))
                        : NoteSettings.without(list, chat)));
        String notice = words(run)
                .say(on ? "transcribe.on" : "transcribe.off", run.account().mention());
        if (!on) {
            return notice;
        }
        run.saying().say(notice);
        rules.change(run.accountId(), old -> old.told(chat));
        return "";
    }

    /** Hands the answered note in, also one that was read before. An answer that the owner deleted comes again. */
    private String again(Run run) throws InterruptedException {
        long chat = run.text().chatId();
        long noteId = run.text().answered();
        Optional<VoiceNote> answered = run.messages().note(chat, noteId);
        if (answered.isEmpty()) {
            return words(run).say("transcribe.usage");
        }
        var note = new NoteJob(run.accountId(), chat, noteId);
        List<Long> parts = answers.parts(note.id());
        if (!parts.isEmpty() && !run.messages().exists(chat, parts.getFirst())) {
            answers.forget(note.id());
        }
        var asked = new NoteCommandJob(run.accountId(), chat, run.text().messageId());
        jobs.publish("asked:" + asked.id(), LongNoteJob.of(note, answered.get().length()));
        return "";
    }
}
