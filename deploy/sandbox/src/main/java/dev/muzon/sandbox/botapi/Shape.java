package dev.muzon.sandbox.botapi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Telegram's JSON objects. Names become snake_case, null fields are left out, dates are Unix seconds. */
interface Shape {
    record Ok(boolean ok, Object result) {}

    record Failed(
            boolean ok,
            int errorCode,
            String description,
            @Nullable ResponseParameters parameters) {}

    record ResponseParameters(int retryAfter) {}

    record User(
            long id,
            boolean isBot,
            String firstName,
            @Nullable String lastName,
            @Nullable String username,
            @Nullable String languageCode) {}

    record Me(
            long id,
            boolean isBot,
            String firstName,
            @Nullable String username,
            boolean canJoinGroups,
            boolean canReadAllGroupMessages,
            boolean supportsInlineQueries,
            boolean canConnectToBusiness,
            boolean hasMainWebApp) {}

    record Chat(
            long id,
            String type,
            @Nullable String title,
            @Nullable String username,
            @Nullable String firstName,
            @Nullable String lastName) {}

    record ChatFullInfo(
            long id,
            String type,
            @Nullable String title,
            @Nullable String username,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String inviteLink,
            @Nullable Message pinnedMessage,
            @Nullable List<String> activeUsernames,
            int accentColorId,
            int maxReactionCount) {}

    record MessageEntity(
            String type,
            int offset,
            int length,
            @Nullable String url,
            @Nullable User user,
            @Nullable String language) {}

    record Audio(
            String fileId,
            String fileUniqueId,
            long duration,
            @Nullable String performer,
            @Nullable String title,
            String fileName,
            String mimeType,
            long fileSize) {}

    record Voice(String fileId, String fileUniqueId, long duration, String mimeType, long fileSize) {}

    record Video(
            String fileId,
            String fileUniqueId,
            int width,
            int height,
            long duration,
            String fileName,
            String mimeType,
            long fileSize) {}

    record Document(String fileId, String fileUniqueId, String fileName, String mimeType, long fileSize) {}

    record PhotoSize(String fileId, String fileUniqueId, int width, int height, long fileSize) {}

    record File(String fileId, String fileUniqueId, long fileSize, String filePath) {}

    record Button(
            String text,
            @Nullable String callbackData,
            @Nullable String url) {}

    record InlineKeyboard(List<List<Button>> inlineKeyboard) {}

    record VideoChatStarted() {}

    record VideoChatEnded(long duration) {}

    record Message(
            int messageId,
            @Nullable User from,
            @Nullable Chat senderChat,
            Chat chat,
            long date,
            @Nullable Long editDate,
            @Nullable Message replyToMessage,
            @Nullable String text,
            @Nullable List<MessageEntity> entities,
            @Nullable Audio audio,
            @Nullable Voice voice,
            @Nullable Video video,
            @Nullable Document document,
            @Nullable List<PhotoSize> photo,
            @Nullable String caption,
            @Nullable List<MessageEntity> captionEntities,
            @Nullable InlineKeyboard replyMarkup,
            @Nullable List<User> newChatMembers,
            @Nullable User leftChatMember,
            @Nullable Message pinnedMessage,
            @Nullable VideoChatStarted videoChatStarted,
            @Nullable VideoChatEnded videoChatEnded) {}

    record CallbackQuery(String id, User from, @Nullable Message message, String chatInstance, String data) {}

    record ChatMember(
            String status,
            User user,
            @Nullable Boolean isAnonymous,
            @Nullable Boolean canBeEdited,
            @Nullable Boolean canManageChat,
            @Nullable Boolean canChangeInfo,
            @Nullable Boolean canPostMessages,
            @Nullable Boolean canDeleteMessages,
            @Nullable Boolean canRestrictMembers,
            @Nullable Boolean canInviteUsers,
            @Nullable Boolean canPinMessages,
            @Nullable Boolean canPromoteMembers,
            @Nullable Boolean canManageVideoChats,
            @Nullable Long untilDate) {}

    record ChatMemberUpdated(Chat chat, User from, long date, ChatMember oldChatMember, ChatMember newChatMember) {}

    record ChatInviteLink(
            String inviteLink, User creator, boolean createsJoinRequest, boolean isPrimary, boolean isRevoked) {}

    record BotCommand(String command, String description) {}

    record WebhookInfo(
            String url,
            boolean hasCustomCertificate,
            int pendingUpdateCount,
            @Nullable Long lastErrorDate,
            @Nullable String lastErrorMessage,
            @Nullable List<String> allowedUpdates) {}

    /** Exactly one of the fields after the id is set. */
    record Update(
            long updateId,
            @Nullable Message message,
            @Nullable Message editedMessage,
            @Nullable Message channelPost,
            @Nullable Message editedChannelPost,
            @Nullable CallbackQuery callbackQuery,
            @Nullable ChatMemberUpdated myChatMember,
            @Nullable ChatMemberUpdated chatMember) {}
}
