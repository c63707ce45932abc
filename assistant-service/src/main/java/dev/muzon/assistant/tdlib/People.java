package dev.muzon.assistant.tdlib;

import dev.muzon.assistant.message.Person;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The people that TDLib knows or finds by their public names. */
final class People {
    private final TdClient client;

    People(TdClient client) {
        this.client = client;
    }

    /** Returns the person or bot with this public name, empty when a group has it or nobody. */
    Optional<Person> named(String username) throws InterruptedException {
        JsonNode chat;
        try {
            chat = client.call(TdRequest.of("searchPublicChat").with("username", username));
        } catch (TdError e) {
            if (TdErrors.noSuchName(e) || TdErrors.unknownChat(e)) {
                return Optional.empty();
            }
            throw client.failed("looking for a person", e);
        }
        long id = chat.path("type").path("user_id").longValue(0);
        return id == 0 ? Optional.empty() : Optional.of(person(id));
    }

    Person person(long id) throws InterruptedException {
        JsonNode user =
                client.ask("looking at a person", TdRequest.of("getUser").with("user_id", id));
        String type = user.path("type").path("@type").asString("");
        return new Person(id, name(user), type.equals("userTypeBot"));
    }

    private static String name(JsonNode user) {
        String username =
                user.path("usernames").path("active_usernames").path(0).asString("");
        return username.isEmpty()
                ? (user.path("first_name").asString("") + " "
                                + user.path("last_name").asString(""))
                        .strip()
                : "@" + username;
    }
}
