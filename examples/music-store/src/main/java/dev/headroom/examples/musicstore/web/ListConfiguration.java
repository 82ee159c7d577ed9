package dev.headroom.examples.musicstore.web;

import dev.headroom.keyset.spring.KeysetArgumentResolver;
import dev.headroom.keyset.spring.KeysetProblems;
import dev.headroom.keyset.spring.KeysetRequestArgumentResolver;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets every list read {@code size}, {@code after}, {@code before} and {@code sort}, and answers readers' mistakes. */
@Configuration(proxyBeanMethods = false)
@Import(KeysetProblems.class)
class ListConfiguration implements WebMvcConfigurer {

    private final BeanFactory beans;

    ListConfiguration(BeanFactory beans) {
        this.beans = beans;
    }

    /** The orders are beans of the packages that define them. */
    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new KeysetRequestArgumentResolver());
        resolvers.add(KeysetArgumentResolver.ofBeans(beans));
    }

    @Override
    public void addErrorResponseInterceptors(List<ErrorResponse.Interceptor> interceptors) {
        interceptors.add((problem, response) -> addType(problem));
    }

    /** Types are sections of a page of this store, so that they can be looked up. */
    private static void addType(ProblemDetail problem) {
        Map<String, Object> properties = problem.getProperties();
        if (properties != null && properties.get("code") instanceof String code) {
            String section = code.toLowerCase(Locale.ROOT).replace('_', '-');
            problem.setType(URI.create("/problems.html#" + section));
            problem.setTitle(code.charAt(0) + section.substring(1).replace('-', ' '));
        }
    }
}
