#pragma once

#include <functional>
#include <iostream>
#include <string>
#include <vector>

namespace muzon::test {

struct Test {
    const char* name;
    std::function<void()> body;
};

inline std::vector<Test>& tests() {
    static std::vector<Test> all;
    return all;
}

inline int failures = 0;

struct Registration {
    Registration(const char* name, std::function<void()> body) { tests().push_back({name, std::move(body)}); }
};

template <class Actual, class Expected>
void expectEqual(const Actual& actual, const Expected& expected, const char* what, const char* file, int line) {
    if (!(actual == expected)) {
        failures++;
        std::cerr << file << ":" << line << ": " << what << " is " << actual << ", not " << expected << "\n";
    }
}

}  // namespace muzon::test

/** A test: a name that says what holds, and the body. */
#define TEST(name)                                                              \
    static void name();                                                         \
    static const muzon::test::Registration registration_of_##name(#name, name); \
    static void name()

#define EXPECT_EQ(actual, expected) muzon::test::expectEqual((actual), (expected), #actual, __FILE__, __LINE__)
#define EXPECT(condition) EXPECT_EQ(static_cast<bool>(condition), true)
