package dev.muzon.extractor.source.ytdlp;

import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.door.ForwardProxy;
import dev.muzon.extractor.door.NetworkExit;
import dev.muzon.extractor.source.SourceChain;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.resilience.MonotonicClock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

@Configuration(proxyBeanMethods = false)
class YtDlpConfiguration {
    @Bean
    ForwardProxy forwardProxy(AddressGuard guard, DoorLimits limits, NetworkExit exit) {
        return new ForwardProxy(guard, limits, exit);
    }

    @Bean
    PageReader pageReader(YtDlpProperties settings, ForwardProxy proxy, MonotonicClock clock, MeterRegistry meters) {
        var worker = new YtDlpWorker(settings, new Egress(proxy.port(), proxy.address()));
        var accounts = new CookiePool(settings.cookies(), settings.cookieCopies(), clock, meters);
        return new PageReader(new YtDlpInstallation(settings), worker, accounts, clock, meters);
    }

    @Bean
    YtDlpSource ytDlpSource(YtDlpProperties settings, PageReader pages, Door door, Ffprobe ffprobe, Clock clock) {
        return new YtDlpSource(settings, pages, door, ffprobe, clock);
    }

    /** Starts the worker beside the service, unless an operator wants no pages. */
    @Bean
    WarmUp ytDlpWarmUp(PageReader pages, SourceChain sources) {
        boolean asked = sources.sources().stream().anyMatch(YtDlpSource.class::isInstance);
        return new WarmUp(pages, asked);
    }

    record WarmUp(PageReader pages, boolean asked) {
        @EventListener(ApplicationReadyEvent.class)
        void start() {
            if (!asked) {
                return;
            }
            Thread.ofVirtual().name("ytdlp-warm-up").start(pages::warmUp);
        }
    }
}
