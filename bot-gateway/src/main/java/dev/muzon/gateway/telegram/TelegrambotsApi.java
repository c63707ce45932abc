package dev.muzon.gateway.telegram;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.io.Closeable;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import org.telegram.telegrambots.meta.api.methods.AnswerInlineQuery;
import org.telegram.telegrambots.meta.api.methods.GetFile;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.commands.SetMyCommands;
import org.telegram.telegrambots.meta.api.methods.groupadministration.ApproveChatJoinRequest;
import org.telegram.telegrambots.meta.api.methods.groupadministration.CreateChatInviteLink;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChat;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChatAdministrators;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChatMember;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChatMemberCount;
import org.telegram.telegrambots.meta.api.methods.send.SendAudio;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.updates.DeleteWebhook;
import org.telegram.telegrambots.meta.api.methods.updates.GetWebhookInfo;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.DeleteMessage;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.InputFile;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;
import org.telegram.telegrambots.meta.api.objects.ReplyParameters;
import org.telegram.telegrambots.meta.api.objects.WebhookInfo;
import org.telegram.telegrambots.meta.api.objects.commands.BotCommand;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScope;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScopeChat;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScopeDefault;
import org.telegram.telegrambots.meta.api.objects.inlinequery.inputmessagecontent.InputTextMessageContent;
import org.telegram.telegrambots.meta.api.objects.inlinequery.result.InlineQueryResult;
import org.telegram.telegrambots.meta.api.objects.inlinequery.result.InlineQueryResultArticle;
import org.telegram.telegrambots.meta.api.objects.inlinequery.result.InlineQueryResultsButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardRow;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Bot API client on top of telegrambots. Polling has its own connection pool, because its answers may take a minute and
 * closing has to cut them short.
 */
final class TelegrambotsApi implements BotApi, Closeable {
    private static final String HTML = "HTML";

    /** Longer than an assistant takes to join. Telegram takes the link off the administrators' list after that. */
    private static final Duration LINK_LIFE = Duration.ofMinutes(10);

    /** Refusals of requests that were answered by another. */
    private static final List<String> ANSWERED_REQUESTS = List.of("USER_ALREADY_PARTICIPANT", "HIDE_REQUESTER_MISSING");

    private static final LinkPreviewOptions NO_PREVIEW =
            LinkPreviewOptions.builder().isDisabled(true).build();

    private final RefusedPictures pictures = new RefusedPictures();
    private final TelegramHttp http;
    private final TelegramCalls calls;
    private final TelegramCalls polls;
    private final TelegramCalls uploads;
    private final UpdateReader updates;

    TelegrambotsApi(TelegramHttp http) {
        this.http = http;
        this.calls = http.calls();
        this.polls = http.polls();
        this.uploads = http.uploads();
        this.updates = new UpdateReader(http.botId());
    }

    @Override
    public List<Incoming> updates(int offset, Duration wait) {
        try {
            return List.copyOf(polls.run("bot", new FetchUpdates(offset, wait, updates)));
        } catch (FailureException e) {
            if (e.failure().code() == FailureCode.DRAINING) {
                http.abandonPolls();
            }
            throw e;
        }
    }

    @Override
    public void forgetWebhook() {
        calls.run("bot", DeleteWebhook.builder().dropPendingUpdates(false).build());
    }

    @Override
    public void setWebhook(URI address, String secret) {
        calls.run("bot", new AnnounceWebhook(address, secret));
    }

    @Override
    public WebhookState webhook() {
        WebhookInfo info = calls.run("bot", new GetWebhookInfo());
        Integer failedAt = info.getLastErrorDate();
        return new WebhookState(
                Objects.requireNonNullElse(info.getUrl(), ""),
                Objects.requireNonNullElse(info.getPendingUpdatesCount(), 0),
                failedAt == null ? null : Instant.ofEpochSecond(failedAt),
                Objects.requireNonNullElse(info.getLastErrorMessage(), ""));
    }

    @Override
    public Optional<Incoming> read(String update) {
        try {
            return updates.read(FetchUpdates.JSON.readTree(update));
        } catch (JacksonException e) {
            throw Failure.of(FailureCode.BAD_INPUT, "an update that is not JSON: " + e.getOriginalMessage())
                    .asException();
        }
    }

    @Override
    public long id() {
        return http.botId();
    }

    @Override
    public BotIdentity me() {
        var me = calls.run("bot", new GetMe());
        return new BotIdentity(me.getId(), me.getUserName(), Boolean.TRUE.equals(me.getCanReadAllGroupMessages()));
    }

    @Override
    public int send(Destination to, Content content, @Nullable Integer replyTo) {
        return pictures.without(content, it -> sendText(to, it, replyTo));
    }

    private int sendText(Destination to, Content content, @Nullable Integer replyTo) {
        var method = SendMessage.builder()
                .chatId(to.chatId())
                .messageThreadId(to.thread())
                .text(content.html())
                .parseMode(HTML)
                .linkPreviewOptions(preview(content))
                .replyMarkup(content.buttons().isEmpty() ? null : keyboard(content))
                .replyParameters(replyTo == null ? null : reply(replyTo))
                .build();
        return calls.run(chat(to.chatId()), new TolerantMethod<>(method, TolerantMethod::messageId));
    }

    @Override
    public int send(Destination to, SongMessage song, @Nullable Integer replyTo) {
        var method = new TolerantAudio(SendAudio.builder()
                .chatId(to.chatId())
                .messageThreadId(to.thread())
                .audio(new InputFile(song.file().toFile(), song.name()))
                .title(song.title())
                .performer(song.performer())
                .duration((int) song.duration().toSeconds())
                .caption(song.caption())
                .parseMode(song.caption() == null ? null : HTML)
                .replyParameters(replyTo == null ? null : reply(replyTo)));
        return uploads.send(chat(to.chatId()), method).getMessageId();
    }

    @Override
    public void edit(long chatId, int messageId, Content content) {
        boolean _ = pictures.without(content, it -> editText(chatId, messageId, it));
    }

    private static LinkPreviewOptions preview(Content content) {
        return content.picture() == null
                ? NO_PREVIEW
                : LinkPreviewOptions.builder()
                        .urlField(content.picture().toString())
                        .preferSmallMedia(true)
                        .showAboveText(false)
                        .build();
    }

    private boolean editText(long chatId, int messageId, Content content) {
        var method = EditMessageText.builder()
                .chatId(chatId)
                .messageId(messageId)
                .text(content.html())
                .parseMode(HTML)
                .linkPreviewOptions(preview(content))
                .replyMarkup(keyboard(content))
                .build();
        try {
            calls.run(chat(chatId), new TolerantMethod<>(method, _ -> true));
        } catch (FailureException e) {
            if (!e.failure().detail().contains("message is not modified")) {
                throw e;
            }
        }
        return true;
    }

    @Override
    public void delete(long chatId, int messageId) {
        calls.run(chat(chatId), new DeleteMessage(Long.toString(chatId), messageId));
    }

    @Override
    public void answerButton(String callbackId, @Nullable String text, boolean alert) {
        calls.run(
                "button",
                AnswerCallbackQuery.builder()
                        .callbackQueryId(callbackId)
                        .text(text)
                        .showAlert(alert)
                        .build());
    }

    @Override
    public void answerInline(String queryId, InlineAnswer answer) {
        calls.run(
                "inline query",
                AnswerInlineQuery.builder()
                        .inlineQueryId(queryId)
                        .results(answer.results().stream()
                                .map(TelegrambotsApi::result)
                                .toList())
                        .cacheTime((int) answer.keptFor().toSeconds())
                        .isPersonal(true)
                        .button(answer.hint() == null ? null : hint(answer.hint()))
                        .build());
    }

    private static InlineQueryResultsButton hint(String text) {
        return InlineQueryResultsButton.builder()
                .text(text)
                .startParameter("inline")
                .build();
    }

    private static InlineQueryResult result(InlineAnswer.Result result) {
        Content message = result.message();
        return InlineQueryResultArticle.builder()
                .id(result.id())
                .title(result.title())
                .description(result.description())
                .inputMessageContent(InputTextMessageContent.builder()
                        .messageText(message.html())
                        .parseMode(HTML)
                        .linkPreviewOptions(NO_PREVIEW)
                        .build())
                .replyMarkup(message.buttons().isEmpty() ? null : keyboard(message))
                .build();
    }

    @Override
    public Membership membership(long chatId, long userId) {
        Member member = member(chatId, userId);
        return Membership.of(member.status(), member.inside());
    }

    @Override
    public OwnRights ownRights(long chatId) {
        Member member = member(chatId, id());
        return member.status().equals("administrator") ? new OwnRights(true, member.inviting()) : OwnRights.NONE;
    }

    private Member member(long chatId, long userId) {
        return calls.run(
                chat(chatId), new TolerantMethod<>(new GetChatMember(Long.toString(chatId), userId), Member::read));
    }

    /** A {@code ChatMember}. The library makes none of a status that it does not know. */
    private record Member(String status, boolean inside, boolean inviting) implements Serializable {
        static Member read(JsonNode answer) {
            JsonNode member = TolerantMethod.filled(answer);
            return new Member(
                    member.path("status").asString(""),
                    member.path("is_member").asBoolean(false),
                    member.path("can_invite_users").asBoolean(false));
        }
    }

    @Override
    public boolean approvesMembers(long chatId) {
        return calls.run(
                chat(chatId),
                new TolerantMethod<>(
                        new GetChat(Long.toString(chatId)),
                        answer -> TolerantMethod.filled(answer)
                                .path("join_by_request")
                                .asBoolean(false)));
    }

    @Override
    public Set<Long> administrators(long chatId) {
        return Set.copyOf(calls.run(
                chat(chatId),
                new TolerantMethod<>(
                        new GetChatAdministrators(Long.toString(chatId)), TelegrambotsApi::administrators)));
    }

    @Override
    public int memberCount(long chatId) {
        return calls.run(
                chat(chatId),
                new TolerantMethod<>(new GetChatMemberCount(Long.toString(chatId)), TelegrambotsApi::count));
    }

    private static Integer count(JsonNode members) {
        if (!members.isInt()) {
            throw new IllegalArgumentException("not a number");
        }
        return members.intValue();
    }

    @SuppressWarnings("NonApiType") // The library wants what can be serialised.
    private static HashSet<Long> administrators(JsonNode members) {
        var ids = new HashSet<Long>();
        for (JsonNode member : TolerantMethod.filled(members)) {
            long id = member.path("user").path("id").asLong(0);
            if (id != 0) {
                ids.add(id);
            }
        }
        return ids;
    }

    @Override
    public void announceCommands(List<CommandHint> commands, @Nullable String languageTag) {
        announce(new BotCommandScopeDefault(), commands, languageTag);
    }

    @Override
    public void announceCommandsTo(long person, List<CommandHint> commands, @Nullable String languageTag) {
        announce(new BotCommandScopeChat(Long.toString(person)), commands, languageTag);
    }

    private void announce(BotCommandScope scope, List<CommandHint> commands, @Nullable String languageTag) {
        calls.run(
                "bot",
                SetMyCommands.builder()
                        .scope(scope)
                        .commands(commands.stream()
                                .map(hint -> new BotCommand(hint.name(), hint.description()))
                                .toList())
                        .languageCode(languageTag)
                        .build());
    }

    @Override
    public RemoteFile open(String fileId) {
        String path = calls.run("file", new GetFile(fileId)).getFilePath();
        if (path == null) {
            throw Failure.of(FailureCode.SOURCE_NOT_FOUND, "Telegram names no path for this file")
                    .asException();
        }
        return http.download(path);
    }

    @Override
    public String inviteLink(long chatId) {
        return calls.run(
                        chat(chatId),
                        CreateChatInviteLink.builder()
                                .chatId(chatId)
                                .name("Muzon")
                                .memberLimit(1)
                                .expireDate((int) http.now().plus(LINK_LIFE).getEpochSecond())
                                .build())
                .getInviteLink();
    }

    @Override
    public void approveJoinRequest(long chatId, long userId) {
        try {
            calls.run(chat(chatId), new ApproveChatJoinRequest(Long.toString(chatId), userId));
        } catch (FailureException e) {
            if (ANSWERED_REQUESTS.stream().noneMatch(e.failure().detail()::contains)) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private static String chat(long chatId) {
        return "chat:" + chatId;
    }

    private static ReplyParameters reply(int messageId) {
        return ReplyParameters.builder()
                .messageId(messageId)
                .allowSendingWithoutReply(true)
                .build();
    }

    private static InlineKeyboardMarkup keyboard(Content content) {
        return new InlineKeyboardMarkup(content.buttons().stream()
                .map(row -> new InlineKeyboardRow(
                        row.stream().map(TelegrambotsApi::button).toList()))
                .toList());
    }

    private static InlineKeyboardButton button(Content.Button button) {
        return InlineKeyboardButton.builder()
                .text(button.label())
                .callbackData(button.data())
                .url(button.link() == null ? null : button.link().toString())
                .build();
    }
}
