package dev.muzon.runtime.auth;

import dev.muzon.runtime.config.MuzonProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** The guard of the management port, where there is one. Its web server has none of the main one's filters. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ManagementGuard {
    @Bean
    FilterRegistrationBean<BearerTokenFilter> managementTokenFilter(
            MuzonProperties settings, ObjectProvider<PublicPaths> open, RefusalLog refusals) {
        return AuthAutoConfiguration.guard(settings, open, refusals);
    }
}
