import com.adobe.testing.s3mock.S3MockApplication;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;

/** S3Mock whose second port is on the loopback address as well: it has no setting for that. */
class LoopbackS3 {
  public static void main(String[] arguments) {
    new SpringApplicationBuilder(S3MockApplication.class)
        .initializers(context -> context.getBeanFactory().addBeanPostProcessor(new OnLoopback()))
        .run(arguments);
  }

  static class OnLoopback implements BeanPostProcessor {
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      if (bean instanceof TomcatServletWebServerFactory factory)
        factory
            .getAdditionalTomcatConnectors()
            .forEach(connector -> connector.setProperty("address", "127.0.0.1"));
      return bean;
    }
  }
}
