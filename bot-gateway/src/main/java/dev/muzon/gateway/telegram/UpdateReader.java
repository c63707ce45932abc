package dev.muzon.gateway.telegram;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.objects.CallbackQuery;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.chat.Chat;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMember;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMemberRestricted;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMemberUpdated;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/** Turns the library's updates into what the gateway understands. Whatever does not fit is ignored, never fatal. */
final class UpdateReader {
    private static final Logger log = LoggerFactory.getLogger(UpdateReader.class);
    private static final Pattern COMMAND =
            Pattern.compile("/(?<name>\\w{1,32})(?:@(?<addressee>\\w+))?(?:\\s+(?<argument>.*))?", Pattern.DOTALL);

    private UpdateReader() {}

    static Incoming read(Update update) {
        int id = update.getUpdateId();
        try {
            return incoming(update, id).orElseGet(() -> new Incoming.Ignored(id));
        } catch (RuntimeException e) {
            log.warn("Skipping update {}, which lacks what its kind always has", id, e);
            return new Incoming.Ignored(id);
        }
    }

    private static Optional<Incoming> incoming(Update update, int id) {
        if (update.getMessage() != null) {
            return message(id, update.getMessage());
        }
        if (update.getCallbackQuery() != null) {
            return Optional.of(buttonPress(id, update.getCallbackQuery()));
        }
        if (update.getMyChatMember() != null) {
            return Optional.of(memberChange(id, update.getMyChatMember(), true));
        }
        if (update.getChatMember() != null) {
            return Optional.of(memberChange(id, update.getChatMember(), false));
        }
        return Optional.empty();
    }

    private static Optional<Incoming> message(int updateId, Message message) {
        Long supergroup = message.getMigrateToChatId();
        return supergroup == null
                ? command(updateId, message)
                : Optional.of(new Incoming.ChatUpgrade(updateId, conversation(message.getChat()), supergroup));
    }

    private static Optional<Incoming> command(int updateId, Message message) {
        String text = message.getText() != null ? message.getText() : message.getCaption();
        Matcher matcher = text == null ? null : COMMAND.matcher(text);
        if (matcher == null || !matcher.matches()) {
            return Optional.empty();
        }
        return sender(message)
                .map(sender -> new Incoming.Command(
                        updateId,
                        conversation(message.getChat()),
                        sender,
                        message.getMessageId(),
                        matcher.group("name").toLowerCase(Locale.ROOT),
                        matcher.group("addressee"),
                        Optional.ofNullable(matcher.group("argument"))
                                .orElse("")
                                .strip(),
                        MediaReader.playable(message)
                                .or(() -> Optional.ofNullable(message.getReplyToMessage())
                                        .flatMap(MediaReader::playable))
                                .orElse(null)));
    }

    private static Incoming buttonPress(int updateId, CallbackQuery query) {
        var message = query.getMessage();
        return new Incoming.ButtonPress(
                updateId,
                query.getId(),
                message == null ? null : conversation(message.getChat()),
                user(query.getFrom()),
                message == null ? 0 : message.getMessageId(),
                query.getData() == null ? "" : query.getData());
    }

    private static Incoming memberChange(int updateId, ChatMemberUpdated change, boolean self) {
        ChatMember member = change.getNewChatMember();
        return new Incoming.MemberChange(
                updateId, conversation(change.getChat()), member.getUser().getId(), membership(member), self);
    }

    static Membership membership(ChatMember member) {
        return switch (member.getStatus()) {
            case "creator", "administrator" -> Membership.ADMINISTRATOR;
            case "restricted" -> ((ChatMemberRestricted) member).getIsMember() ? Membership.MEMBER : Membership.ABSENT;
            case "left", "kicked" -> Membership.ABSENT;
            default -> Membership.MEMBER;
        };
    }

    /** Empty for other bots: two bots that answer each other never stop. */
    private static Optional<Sender> sender(Message message) {
        Chat spokenFor = message.getSenderChat();
        if (spokenFor != null) {
            var kind = spokenFor.getId().equals(message.getChat().getId())
                    ? Sender.Kind.ANONYMOUS_ADMIN
                    : Sender.Kind.CHANNEL;
            return Optional.of(new Sender(spokenFor.getId(), named(spokenFor.getTitle(), () -> "?"), kind, null));
        }
        return Optional.ofNullable(message.getFrom())
                .filter(from -> !Boolean.TRUE.equals(from.getIsBot()))
                .map(UpdateReader::user);
    }

    private static Sender user(User user) {
        String last = user.getLastName() == null ? "" : " " + user.getLastName();
        String name = named(user.getFirstName() + last, () -> "id " + user.getId());
        return new Sender(user.getId(), name, Sender.Kind.USER, user.getLanguageCode());
    }

    private static String named(@Nullable String name, Supplier<String> otherwise) {
        return name == null || name.isBlank() ? otherwise.get() : name.strip();
    }

    private static Conversation conversation(Chat chat) {
        var kind = switch (chat.getType()) {
            case "private" -> Conversation.Kind.PRIVATE;
            case "channel" -> Conversation.Kind.CHANNEL;
            default -> Conversation.Kind.GROUP;
        };
        return new Conversation(chat.getId(), kind, chat.getTitle(), chat.getUserName());
    }
}
