package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.ServiceAction;
import java.util.Map;

/** Service messages in Telegram's JSON. */
final class ServiceMessages {
    private static final Map<String, Object> EMPTY = Map.of();

    private ServiceMessages() {}

    /** Adds the fields of a service message, none for others. */
    static void add(JsonFields json, Message message, Renderer renderer, MessageRenderer messages) {
        switch (message.action()) {
            case null -> {}
            case ServiceAction.MembersJoined(var ids) -> {
                var users = ids.stream().map(renderer::user).toList();
                json.with("new_chat_participant", users.getFirst())
                        .with("new_chat_member", users.getFirst())
                        .with("new_chat_members", users);
            }
            case ServiceAction.MemberLeft(long id) ->
                json.with("left_chat_participant", renderer.user(id)).with("left_chat_member", renderer.user(id));
            case ServiceAction.MessagePinned(int id) ->
                json.with("pinned_message", messages.embedded(message.chatId(), id));
            case ServiceAction.VoiceChatStarted _ ->
                json.with("video_chat_started", EMPTY).with("voice_chat_started", EMPTY);
            case ServiceAction.VoiceChatEnded(long _, var lasted) -> {
                var ended = Map.of("duration", lasted.toSeconds());
                json.with("video_chat_ended", ended).with("voice_chat_ended", ended);
            }
            case ServiceAction.TopicCreated(var name, int color, var emoji) ->
                json.with(
                        "forum_topic_created",
                        new JsonFields()
                                .with("name", name)
                                .with("icon_color", color)
                                .with("icon_custom_emoji_id", emoji)
                                .build());
            case ServiceAction.TopicEdited(var name) -> json.with("forum_topic_edited", Map.of("name", name));
            case ServiceAction.TopicClosed _ -> json.with("forum_topic_closed", EMPTY);
            case ServiceAction.TopicReopened _ -> json.with("forum_topic_reopened", EMPTY);
            case ServiceAction.GeneralTopicHidden _ -> json.with("general_forum_topic_hidden", EMPTY);
            case ServiceAction.GeneralTopicUnhidden _ -> json.with("general_forum_topic_unhidden", EMPTY);
            case ServiceAction.UpgradedTo(long id) -> json.with("migrate_to_chat_id", id);
            case ServiceAction.UpgradedFrom(long id) -> json.with("migrate_from_chat_id", id);
        }
    }
}
