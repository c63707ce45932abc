package dev.muzon.sandbox.mtproto.account;

import dev.muzon.sandbox.mtproto.peer.PeerViews;
import dev.muzon.sandbox.mtproto.rpc.Caller;
import dev.muzon.sandbox.mtproto.rpc.RpcMethod;
import dev.muzon.sandbox.mtproto.rpc.RpcMethods;
import dev.muzon.sandbox.mtproto.tl.TlObject;
import dev.muzon.sandbox.world.User;
import dev.muzon.sandbox.world.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** The server's settings. */
public final class ConfigurationMethods implements RpcMethods {
    private static final Duration VALIDITY = Duration.ofDays(1);
    private static final int TEST_CENTRES = 10_000;
    private static final int CENTRES = 5;

    private final Users users;
    private final Clock clock;

    public ConfigurationMethods(Users users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    @Override
    public Map<String, RpcMethod> byName() {
        return Map.of(
                "help.getConfig",
                this::config,
                "help.getNearestDc",
                this::nearest,
                "help.getAppConfig",
                (_, _) -> appConfig(),
                "help.getPromoData",
                (_, _) -> noPromotion());
    }

    /** Returns the centre that the client names, because clients ask again and again until it is confirmed. */
    private static int dataCentre(Caller caller) {
        return Math.abs(caller.session().dataCentre()) % TEST_CENTRES;
    }

    private TlObject nearest(Caller caller, TlObject request) {
        int here = dataCentre(caller);
        return TlObject.of("nearestDc")
                .with("country", "DE")
                .with("this_dc", here)
                .with("nearest_dc", here);
    }

    private TlObject noPromotion() {
        return TlObject.of("help.promoDataEmpty")
                .with("expires", PeerViews.seconds(clock.instant().plus(VALIDITY)));
    }

    private static TlObject appConfig() {
        return TlObject.of("help.appConfig")
                .with("hash", 1)
                .with("config", TlObject.of("jsonObject").with("value", List.of()));
    }

    private TlObject config(Caller caller, TlObject request) {
        Instant now = clock.instant();
        int here = dataCentre(caller);
        return limits(spoken(caller))
                .with("date", PeerViews.seconds(now))
                .with("expires", PeerViews.seconds(now.plus(VALIDITY)))
                .with("test_mode", false)
                .with("this_dc", here)
                .with("dc_options", centres(here))
                .with("dc_txt_domain_name", "localhost")
                .with("me_url_prefix", "https://t.me/")
                .with("webfile_dc_id", here);
    }

    /** Begins the configuration with the language of the person who is logged in. */
    private TlObject spoken(Caller caller) {
        TlObject config = TlObject.of("config");
        OptionalLong user = caller.device().userId();
        return user.isEmpty()
                ? config
                : users.find(user.getAsLong())
                        .map(User::languageCode)
                        .map(code -> config.with("suggested_lang_code", code)
                                .with("lang_pack_version", 1)
                                .with("base_lang_pack_version", 1))
                        .orElse(config);
    }

    /** Lists Telegram's five centres, and the one that the client believes to be in. */
    private static List<TlObject> centres(int here) {
        return IntStream.concat(IntStream.rangeClosed(1, CENTRES), IntStream.of(here))
                .distinct()
                .mapToObj(id -> TlObject.of("dcOption")
                        .with("id", id)
                        .with("ip_address", "127.0.0.1")
                        .with("port", 443))
                .toList();
    }

    /** Adds numbers that Telegram too is known to send. */
    private static TlObject limits(TlObject config) {
        return config.with("chat_size_max", 200)
                .with("megagroup_size_max", 200_000)
                .with("forwarded_count_max", 100)
                .with("online_update_period_ms", 210_000)
                .with("offline_blur_timeout_ms", 5_000)
                .with("offline_idle_timeout_ms", 30_000)
                .with("online_cloud_timeout_ms", 300_000)
                .with("notify_cloud_delay_ms", 30_000)
                .with("notify_default_delay_ms", 1_500)
                .with("push_chat_period_ms", 60_000)
                .with("push_chat_limit", 2)
                .with("edit_time_limit", 172_800)
                .with("revoke_time_limit", 172_800)
                .with("revoke_pm_time_limit", 172_800)
                .with("rating_e_decay", 2_419_200)
                .with("stickers_recent_limit", 200)
                .with("channels_read_media_period", 604_800)
                .with("call_receive_timeout_ms", 20_000)
                .with("call_ring_timeout_ms", 90_000)
                .with("call_connect_timeout_ms", 30_000)
                .with("call_packet_timeout_ms", 10_000)
                .with("caption_length_max", 1_024)
                .with("message_length_max", 4_096);
    }
}
