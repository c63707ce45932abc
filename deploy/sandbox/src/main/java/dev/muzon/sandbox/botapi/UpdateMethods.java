package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.World;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who the bot is, and how it hears of things. */
final class UpdateMethods {
    private static final int CONFLICT = 409;
    private static final int MAX_LIMIT = 100;
    private static final long MAX_TIMEOUT_SECONDS = 50;
    private static final long DEFAULT_CONNECTIONS = 40;
    private static final int MAX_CONNECTIONS = 100;
    private static final int MAX_SECRET = 256;

    private final World world;

    private UpdateMethods(World world) {
        this.world = world;
    }

    static void addTo(MethodTable table, World world) {
        var methods = new UpdateMethods(world);
        table.add("getMe", BotAction.LOOKING, methods::getMe)
                .add("getUpdates", BotAction.LOOKING, UpdateMethods::getUpdates)
                .add("setWebhook", BotAction.LOOKING, UpdateMethods::setWebhook)
                .add("deleteWebhook", BotAction.LOOKING, UpdateMethods::deleteWebhook)
                .add("getWebhookInfo", BotAction.LOOKING, UpdateMethods::getWebhookInfo);
    }

    private Object getMe(BotAccount bot, Parameters parameters) {
        var user = world.users().get(bot.id());
        return new Shape.Me(user.id(), true, user.firstName(), user.username(), true, false, false, false, false);
    }

    private static Object getUpdates(BotAccount bot, Parameters parameters) throws InterruptedException {
        try {
            return updates(bot, parameters);
        } catch (BotApiException e) {
            if (e.code() == CONFLICT) {
                Thread.sleep(bot.pollPace().conflict());
            }
            throw e;
        }
    }

    private static Object updates(BotAccount bot, Parameters parameters) throws InterruptedException {
        if (bot.webhook().url() != null) {
            throw new BotApiException(
                    CONFLICT,
                    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook"
                            + " first",
                    null);
        }
        allow(bot, parameters);
        int limit = Math.clamp(parameters.number("limit").orElse((long) MAX_LIMIT), 1, MAX_LIMIT);
        long timeout = Math.clamp(parameters.number("timeout").orElse(0L), 0L, MAX_TIMEOUT_SECONDS);
        long offset = parameters.number("offset").orElse(0L);
        var terms = bot.pollPace().poll(offset, limit, Duration.ofSeconds(timeout));
        return bot.updates().poll(offset, terms.limit(), terms.timeout());
    }

    private static Object setWebhook(BotAccount bot, Parameters parameters) {
        var url = parameters.text("url").orElse("");
        if (url.isBlank()) {
            return deleteWebhook(bot, parameters);
        }
        var address = address(url);
        var secret = secret(parameters);
        int connections =
                Math.clamp(parameters.number("max_connections").orElse(DEFAULT_CONNECTIONS), 1, MAX_CONNECTIONS);
        bot.updates().endPoll();
        allow(bot, parameters);
        drop(bot, parameters);
        bot.webhook().set(address, secret, connections);
        return true;
    }

    /** Telegram insists on https; on loopback plain http is as good. */
    private static URI address(String url) {
        try {
            var address = URI.create(url);
            if (address.getHost() != null && Set.of("http", "https").contains(address.getScheme())) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw badWebhook();
        }
        throw badWebhook();
    }

    private static BotApiException badWebhook() {
        return BotApiException.badRequest("invalid webhook URL specified");
    }

    @Nullable private static String secret(Parameters parameters) {
        var secret = parameters.text("secret_token").orElse("");
        if (secret.length() > MAX_SECRET) {
            throw BotApiException.badRequest("secret token is too long");
        }
        if (!secret.matches("[A-Za-z0-9_-]*")) {
            throw BotApiException.badRequest("secret token contains unallowed characters");
        }
        return secret.isEmpty() ? null : secret;
    }

    private static Object deleteWebhook(BotAccount bot, Parameters parameters) {
        bot.webhook().remove();
        drop(bot, parameters);
        return true;
    }

    private static Object getWebhookInfo(BotAccount bot, Parameters parameters) {
        var failure = bot.webhook().lastFailure();
        var allowed = bot.updates().allowed();
        return new Shape.WebhookInfo(
                text(bot.webhook().url()),
                false,
                bot.updates().size(),
                failure == null ? null : failure.at().getEpochSecond(),
                failure == null ? null : failure.what(),
                bot.webhook().connections(),
                allowed.isEmpty() ? null : allowed);
    }

    private static String text(@Nullable URI url) {
        return url == null ? "" : url.toString();
    }

    private static void allow(BotAccount bot, Parameters parameters) {
        parameters
                .object("allowed_updates", String[].class)
                .map(kinds -> Arrays.stream(kinds).filter(Objects::nonNull).collect(Collectors.toSet()))
                .ifPresent(bot.updates()::allow);
    }

    private static void drop(BotAccount bot, Parameters parameters) {
        if (parameters.flag("drop_pending_updates")) {
            bot.updates().clear();
        }
    }
}
