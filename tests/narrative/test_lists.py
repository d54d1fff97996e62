"""What is listed under what, in a sentence, in brackets and over paragraphs; and counts."""

from tests.narrative.read import listed, read, said


def test_parts_are_listed_under_the_amount() -> None:
    claims = read("支出预算200万元，其中：基本支出150万元，项目支出50万元。")
    assert listed(claims) == [("150万元", "200万元"), ("50万元", "200万元")]
    assert not any(claim.partial for claim in claims)


def test_one_part_or_main_uses_need_not_be_all() -> None:
    one = read("支出预算200万元，其中：基本支出150万元。")
    main = read("支出预算200万元，主要用于：基本支出150万元，项目支出30万元。")
    assert one[1].partial and main[1].partial and main[2].partial


def test_lists_over_paragraphs_are_of_the_amount_before_the_colon() -> None:
    claims = read(
        "（二）支出预算总计200万元。包括：",
        "1．教育支出120万元，主要用于学校。与上年相比增加20万元。",
        "2．卫生健康支出80万元。",
        "此外，基本支出预算数为90万元。",
    )
    assert listed(claims) == [("120万元", "200万元"), ("80万元", "200万元")]


def test_a_list_goes_on_over_headings_that_are_its_items() -> None:
    claims = read(
        "一、“三公”经费情况",
        "“三公”经费12万元。具体情况如下：",
        "（一）公务接待费",
        "预算数为2万元，与上年持平。",
        "主要用于接待来访。",
        "（二）公务用车购置及运行费",
        "1、公务用车购置费0万元。",
        "2、公务用车运行费10万元。",
        "二、会议费",
        "会议费3万元。",
    )
    assert [one for one, _ in listed(claims)] == ["2万元", "0万元", "10万元"]


def test_short_lines_after_a_colon_are_items() -> None:
    claims = read(
        "本年支出合计200万元，其中：",
        "基本支出150万元，占75%；",
        "项目支出50万元，占25%。",
    )
    assert [one for one, _ in listed(claims)] == ["150万元", "50万元"]
    assert all(claim.understood for claim in claims)


def test_both_sides_of_a_budget_are_no_parts_of_their_common_total() -> None:
    claims = read(
        "2024年收入、支出预算总计200万元。其中：",
        "（一）收入预算总计200万元。",
        "（二）支出预算总计200万元。",
    )
    assert listed(claims) == []


def test_an_enumeration_ends_where_something_else_is_spoken_of() -> None:
    claims = read("收入预算100万元，其中：财政拨款收入100万元；支出预算90万元。")
    assert listed(claims) == [("100万元", "100万元")]


def test_last_years_amounts_are_no_parts() -> None:
    claims = read("“三公”经费5万元，其中：公务接待费1万元，上年预算数2万元；公务用车运行费4万元。")
    assert [one for one, _ in listed(claims)] == ["1万元", "4万元"]


def test_what_words_say_to_be_parted_has_the_parts() -> None:
    claims = read(
        "财政拨款支出预算90万元。财政拨款支出预算中，一般公共预算拨款支出预算80万元；"
        "政府性基金拨款支出预算10万元。"
    )
    assert listed(claims) == [("80万元", "90万元"), ("10万元", "90万元")]


def test_staff_vehicles_and_rooms_are_counted() -> None:
    staff = said("核定编制20人，在职18人，退休5人。")
    assert staff == ["count 20", "count 18", "count 5"]
    things = said("有车辆3辆，办公用房210平方米，设备0台（套）。")
    assert things == ["count 3", "count 210", "count 0"]


def test_counts_have_parts_of_the_same_unit() -> None:
    claims = read("共有车辆5辆。其中，一般公务用车3辆、其他用车2辆。设备7台，房屋200平方米。")
    assert listed(claims) == [("3辆", "5辆"), ("2辆", "5辆")]
    bracket = read("车辆5辆（一般公务用车3辆，其他用车2辆）；设备7台。")
    assert [one for one, _ in listed(bracket)] == ["3辆", "2辆"]


def test_only_units_and_projects_of_the_budget_are_counted() -> None:
    assert said("预算单位共计3家，另有2个事业单位。") == ["count 3", "count 2"]
    assert said("内设8个科室，举办2个展览。") == []
    (claim,) = read("2024年本部门共6个项目实行绩效目标管理。")
    assert "项目" in claim.subject and "绩效" in claim.subject
