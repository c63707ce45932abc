package dev.muzon.sandbox.world;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The content of a service message. */
public sealed interface ServiceAction {
    record MembersJoined(List<Long> userIds) implements ServiceAction {
        public MembersJoined {
            userIds = List.copyOf(userIds);
        }
    }

    record MemberLeft(long userId) implements ServiceAction {}

    record MessagePinned(int messageId) implements ServiceAction {}

    record VoiceChatStarted(long voiceChatId) implements ServiceAction {}

    record VoiceChatEnded(long voiceChatId, Duration lasted) implements ServiceAction {}

    /** An action that only the Bot API and the page show. MTProto shows an empty one. */
    sealed interface BotApiOnly extends ServiceAction {}

    record TopicCreated(
            String name, int iconColor, @Nullable String iconEmojiId) implements BotApiOnly {}

    record TopicEdited(String name) implements BotApiOnly {}

    record TopicClosed() implements BotApiOnly {}

    record TopicReopened() implements BotApiOnly {}

    record GeneralTopicHidden() implements BotApiOnly {}

    record GeneralTopicUnhidden() implements BotApiOnly {}

    /** The upgrade as the basic group shows it. */
    record UpgradedTo(long chatId) implements ServiceAction {}

    /** The upgrade as the supergroup shows it. */
    record UpgradedFrom(long chatId) implements ServiceAction {}
}
