package dev.muzon.sandbox.page;

import dev.muzon.sandbox.world.Author;
import dev.muzon.sandbox.world.BotCommand;
import dev.muzon.sandbox.world.Callback;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.ExternalReply;
import dev.muzon.sandbox.world.ForwardOrigin;
import dev.muzon.sandbox.world.LoginToken;
import dev.muzon.sandbox.world.Media;
import dev.muzon.sandbox.world.Member;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.ServiceAction;
import dev.muzon.sandbox.world.StoredFile;
import dev.muzon.sandbox.world.TextEntity;
import dev.muzon.sandbox.world.Topic;
import dev.muzon.sandbox.world.User;
import dev.muzon.sandbox.world.VoiceChat;
import dev.muzon.sandbox.world.VoiceParticipant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON objects for the page. */
interface View {
    /**
     * An assistant.
     *
     * @param password the demo's, shown for scanning as an assistant. Null for none
     */
    record Assistant(long userId, @Nullable String password) {}

    /**
     * Everything at a glance.
     *
     * @param passwords accounts whose login waits for their two-step password
     * @param covers addresses of the demo's pictures by the title of a song
     */
    record Overview(
            long botId,
            List<User> users,
            List<Assistant> assistants,
            List<ChatState> chats,
            List<Login> logins,
            List<Long> passwords,
            Map<Long, String> phoneCodes,
            Map<String, String> covers,
            boolean supervised) {}

    /**
     * A chat's state.
     *
     * @param messages all of them, oldest first. In the overview only the last
     */
    record ChatState(
            long id,
            String kind,
            String title,
            @Nullable String username,
            @Nullable String inviteHash,
            @Nullable Integer pinned,
            List<Member> members,
            @Nullable Voice voiceChat,
            List<Post> messages,
            List<BotCommand> commands,
            boolean forum,
            List<Topic> topics) {
        static ChatState of(
                Chat chat,
                @Nullable VoiceChat voice,
                List<Message> messages,
                List<BotCommand> commands,
                List<Topic> topics) {
            return new ChatState(
                    chat.id(),
                    chat.kind().name(),
                    chat.title(),
                    chat.username(),
                    chat.inviteHash(),
                    chat.pinned(),
                    chat.present(),
                    voice == null ? null : Voice.of(voice),
                    messages.stream().map(Post::of).toList(),
                    commands,
                    chat.settings().forum(),
                    topics);
        }
    }

    record Voice(long id, long chatId, String title, boolean active, List<VoiceParticipant> participants) {
        static Voice of(VoiceChat voice) {
            return new Voice(voice.id(), voice.chatId(), voice.title(), voice.active(), voice.participants());
        }
    }

    /**
     * A message.
     *
     * @param userId null when it stands in a chat's name
     * @param action what a service message tells, null in others
     * @param about the users it tells of
     * @param preview the link of which Telegram shows a picture, null for none
     * @param asChat in whose name it stands, a channel's or the group's own. Null for a user's
     */
    record Post(
            long chatId,
            int id,
            @Nullable Long userId,
            Instant date,
            @Nullable Instant edited,
            String text,
            List<TextEntity> entities,
            @Nullable Attachment media,
            @Nullable Integer replyTo,
            List<List<dev.muzon.sandbox.world.Button>> keyboard,
            @Nullable String action,
            List<Long> about,
            @Nullable Long asChat,
            @Nullable Integer topicId,
            @Nullable String albumId,
            @Nullable ForwardOrigin origin,
            @Nullable ExternalReply externalReply,
            @Nullable String quote,
            @Nullable Long viaBot,
            @Nullable String preview) {
        static Post of(Message message) {
            var media = message.media();
            var keyboard = message.keyboard();
            var action = message.action();
            var details = message.details();
            return new Post(
                    message.chatId(),
                    message.id(),
                    message.author() instanceof Author.ByUser(long id) ? (Long) id : null,
                    message.date(),
                    message.edited(),
                    message.text(),
                    message.entities(),
                    media == null ? null : Attachment.of(media),
                    message.replyTo(),
                    keyboard == null ? List.of() : keyboard.rows(),
                    action == null ? null : action.getClass().getSimpleName(),
                    switch (action) {
                        case ServiceAction.MembersJoined(var ids) -> ids;
                        case ServiceAction.MemberLeft(long id) -> List.of(id);
                        case null, default -> List.of();
                    },
                    message.author() instanceof Author.ByChat(long chatId) ? (Long) chatId : null,
                    details.topicId(),
                    details.albumId(),
                    details.origin(),
                    details.externalReply(),
                    details.quote() == null ? null : details.quote().text(),
                    details.viaBot(),
                    details.preview());
        }
    }

    /**
     * A file in a message.
     *
     * @param cover whether there is a picture of it
     */
    record Attachment(
            String kind,
            long fileId,
            String name,
            String mimeType,
            long size,
            long seconds,
            @Nullable String title,
            @Nullable String performer,
            int width,
            int height,
            boolean cover) {
        static Attachment of(Media media) {
            StoredFile file = media.file();
            return new Attachment(
                    media.kind().name(),
                    file.id(),
                    file.name(),
                    file.mimeType(),
                    file.size(),
                    file.duration().toSeconds(),
                    file.title(),
                    file.performer(),
                    file.width(),
                    file.height(),
                    file.cover() != null);
        }
    }

    record Press(String id, long chatId, int messageId, long userId, String data, Callback.@Nullable Answer answer) {
        static Press of(Callback callback) {
            return new Press(
                    callback.id(),
                    callback.chatId(),
                    callback.messageId(),
                    callback.userId(),
                    callback.data(),
                    callback.answer());
        }
    }

    record Login(String token, String device, Instant expires) {
        static Login of(LoginToken token) {
            return new Login(token.token(), token.device(), token.expires());
        }
    }
}
