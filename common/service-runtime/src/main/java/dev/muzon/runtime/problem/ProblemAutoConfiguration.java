package dev.muzon.runtime.problem;

import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.metrics.FailureAutoConfiguration;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** One shape for every error, wherever it arises. */
@AutoConfiguration(after = FailureAutoConfiguration.class, before = ErrorMvcAutoConfiguration.class)
class ProblemAutoConfiguration {
    @Bean
    ProblemAdvice problemAdvice(FailureLog failures) {
        return new ProblemAdvice(failures);
    }

    @Bean
    ProblemErrorController problemErrorController(FailureLog failures) {
        return new ProblemErrorController(failures);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemReportValve() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemReportValve.class.getName());
            }
        });
    }
}
