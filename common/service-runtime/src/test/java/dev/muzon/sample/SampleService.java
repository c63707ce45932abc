package dev.muzon.sample;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.runtime.auth.PublicPaths;
import dev.muzon.runtime.drain.Resignation;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

/** A service that knows nothing of the runtime but the dependency and the imported YAML. */
@SpringBootApplication
public class SampleService {
    public static void main(String[] args) {
        SpringApplication.run(SampleService.class, args);
    }

    @Bean
    PublicPaths pages() {
        return PublicPaths.of("/page/**");
    }

    @Bean
    ServletRegistrationBean<SampleServlet> servlet() {
        return new ServletRegistrationBean<>(new SampleServlet(), "/v1/raw/*");
    }

    @Bean
    @ConditionalOnProperty("sample.hopeless")
    ApplicationRunner hopeless(Resignation resignation) {
        var rejected = Failure.of(FailureCode.BOT_TOKEN_REJECTED, "401 Unauthorized");
        return _ -> {
            resignation.submit("the sample's wish", rejected, "wish for less");
            resignation.submit("the sample's wish", rejected, "wish for less");
        };
    }
}
