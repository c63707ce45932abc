#include "fixture.h"

std::string muzon::test::addonFolder;

/** Runs the tests. Usage: host_test <folder of the test addons> */
int main(int count, char** arguments) {
    if (count != 2) {
        std::cerr << "usage: host_test <folder of the test addons>\n";
        return 2;
    }
    muzon::test::addonFolder = arguments[1];
    for (const auto& test : muzon::test::tests()) {
        const int before = muzon::test::failures;
        test.body();
        std::cout << (muzon::test::failures == before ? "ok   " : "FAIL ") << test.name << std::endl;
    }
    return muzon::test::failures == 0 ? 0 : 1;
}
