package dev.muzon.gateway.telegram;

import java.util.Optional;

/** The reader of chats and of the people who act in them. */
final class Actors {
    private Actors() {}

    static Conversation conversation(Fields chat) {
        var kind = switch (chat.text("type").orElse("")) {
            case "private" -> Conversation.Kind.PRIVATE;
            case "channel" -> Conversation.Kind.CHANNEL;
            default -> Conversation.Kind.GROUP;
        };
        return new Conversation(
                chat.requiredNumber("id"),
                kind,
                chat.text("title").orElse(null),
                chat.text("username").orElse(null));
    }

    static Sender user(Fields user) {
        long id = user.requiredNumber("id");
        String name = user.text("first_name").orElse("") + " "
                + user.text("last_name").orElse("");
        return new Sender(
                id,
                Names.clean(name).orElse("id " + id),
                Sender.Kind.USER,
                user.text("language_code").orElse(null),
                user.text("username").orElse(null));
    }

    /** Reads the sender. Empty for other bots: two bots that answer each other never stop. */
    static Optional<Sender> sender(Fields message, Conversation chat) {
        return message.object("sender_chat")
                .map(spokenFor -> speaker(spokenFor, chat))
                .or(() -> message.object("from").flatMap(Actors::person));
    }

    /** Reads a user. Empty for bots, and so also for the one that anonymous administrators act as. */
    static Optional<Sender> person(Fields user) {
        return Optional.of(user).filter(it -> !it.flag("is_bot")).map(Actors::user);
    }

    private static Sender speaker(Fields spokenFor, Conversation chat) {
        long id = spokenFor.requiredNumber("id");
        var kind = id == chat.id() ? Sender.Kind.ANONYMOUS_ADMIN : Sender.Kind.CHANNEL;
        return new Sender(id, spokenFor.text("title").orElse("?"), kind, null);
    }

    /** Returns the name of the person or chat that a message comes from, even one in another chat. */
    static Optional<String> author(Fields message) {
        Optional<Fields> origin = message.object("origin").or(() -> message.object("forward_origin"));
        return origin.flatMap(Actors::namedAuthor)
                .or(() -> origin.flatMap(it -> it.text("sender_user_name")).flatMap(Names::clean))
                .or(() -> namedAuthor(message));
    }

    private static Optional<String> namedAuthor(Fields message) {
        return message.object("sender_chat")
                .or(() -> message.object("sender_user"))
                .or(() -> message.object("from"))
                .or(() -> message.object("chat"))
                .flatMap(Actors::name);
    }

    private static Optional<String> name(Fields userOrChat) {
        String person = userOrChat.text("first_name").orElse("") + " "
                + userOrChat.text("last_name").orElse("");
        return userOrChat.text("title").or(() -> Optional.of(person)).flatMap(Names::clean);
    }
}
