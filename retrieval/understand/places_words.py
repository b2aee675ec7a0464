"""The words that tell a place from other words: unit words, cues, compounds, common syllables.

Pure data. Folded forms stand without marks; where marks matter, they are written.
"""

from __future__ import annotations

from ingest.model import Level
from ingest.tokens import fold

_P, _D, _C = Level.PROVINCE, Level.DISTRICT, Level.COMMUNE

# What may stand before a name, and the tiers that it can mean.
PREFIXES: dict[tuple[str, ...], tuple[Level, ...]] = {
    ("tỉnh",): (_P,), ("thành", "phố"): (_P, _D), ("tp",): (_P, _D),
    ("huyện",): (_D,), ("quận",): (_D,), ("thị", "xã"): (_D,), ("tx",): (_D,),
    ("xã",): (_C,), ("phường",): (_C,), ("thị", "trấn"): (_C,), ("đặc", "khu"): (_C,),
    ("province", "of"): (_P,), ("city", "of"): (_P, _D), ("district", "of"): (_D,),
    ("commune", "of"): (_C,), ("ward", "of"): (_C,),
}  # fmt: skip
# One letter is enough only before a name that the corpus has, or with a capital before a capital.
SHORT = {
    "t": ("tỉnh", _P), "h": ("huyện", _D), "q": ("quận", _D), "x": ("xã", _C),
    "p": ("phường", _C), "tt": ("thị trấn", _C),
}  # fmt: skip
# Before a name, these make the name of an application or a card of it.
PRODUCTS = frozenset(("smart", "my", "app"))
# Before a tier's word they are people of that tier, and no place of it is named.
STAFF = frozenset(("can bo", "cong chuc", "vien chuc", "lanh dao"))
SUFFIXES = {
    "province": (_P,), "city": (_P, _D), "district": (_D,), "commune": (_C,), "ward": (_C,),
    "town": (_D, _C), "township": (_C,),
}  # fmt: skip
PARTY = {
    ("tỉnh", "ủy"): (_P,), ("thành", "ủy"): (_P, _D), ("huyện", "ủy"): (_D,),
    ("quận", "ủy"): (_D,), ("thị", "ủy"): (_D,), ("hu",): (_D,), ("đảng", "ủy"): (_C,),
}  # fmt: skip
# Words that "số" ends: there it does not count what follows.
DIGITAL = frozenset({"quyen", "doi", "ky", "chi", "tang", "te", "hoi", "dan", "truong", "thuat"})
# Before one of these, "xã", "huyện" speak of a tier or of many, not of the unit named next.
PLURAL = frozenset(
    ("cap", "cac", "may", "nhung", "moi", "tung", "so", "mot", "nhieu", "tu", "huyen", "tinh")
)
# What tells beyond doubt that more than one unit is spoken of, typed with marks or without.
SEVERAL = frozenset(("các", "những", "hai", "mấy", "cac", "nhung", "may"))
LEVELS = {
    "trung uong": Level.CENTRAL, "tinh": _P, "huyen": _D, "quan": _D, "xa": _C, "phuong": _C,
}  # fmt: skip
ENGLISH_LEVELS = {
    "central": Level.CENTRAL, "provincial": _P, "province": _P, "district": _D, "commune": _C,
    "communal": _C,
}  # fmt: skip

# Cities that people name without "thành phố", besides the provinces of both maps.
CITIES = (
    "Đà Lạt", "Hội An", "Biên Hòa", "Nha Trang", "Vũng Tàu", "Tam Kỳ", "Thủ Đức", "Hạ Long",
    "Buôn Ma Thuột", "Pleiku", "Quy Nhơn", "Phan Thiết", "Long Xuyên", "Mỹ Tho", "Rạch Giá",
    "Phú Quốc", "Sa Pa", "Móng Cái", "Thủ Dầu Một", "Việt Trì", "Đồng Hới", "Cam Ranh", "Tuy Hòa",
    "Bảo Lộc", "Chí Linh", "Phủ Lý", "Long Khánh", "Vĩnh Yên", "Châu Đốc", "Sầm Sơn",
)  # fmt: skip
OTHER_NAMES = {
    "sai gon": "Hồ Chí Minh", "tphcm": "Hồ Chí Minh", "hcm": "Hồ Chí Minh", "hcmc": "Hồ Chí Minh",
    "tp hcm": "Hồ Chí Minh", "saigon": "Hồ Chí Minh", "hn": "Hà Nội", "brvt": "Bà Rịa - Vũng Tàu",
    "dac lac": "Đắk Lắk", "daklak": "Đắk Lắk", "sapa": "Sa Pa", "bac can": "Bắc Kạn",
    "vung tau": "Vũng Tàu", "thua thien": "Thừa Thiên Huế", "da lat": "Đà Lạt",
}  # fmt: skip
# Names that are everyday words without their capitals: "cao bằng nhau", "diễn biến hòa bình".
EVERYDAY = frozenset(("hoa binh", "cao bang", "dien bien", "long an", "son la", "gia lai", "hn"))
# Those of them that are everyday words with their marks, too; and a name that is mostly a man's.
EVERYDAY_MARKED = frozenset(("hoa binh", "cao bang"))
NEVER_BARE = frozenset(("ho chi minh", "hcm"))
# Two syllables that are one word: one of them beside a name shows that the name is none.
_COMPOUNDS = """
binh quan | binh dang | binh thuong | binh on | binh chon | binh luan | binh phuong | ky thuat |
ky luat | ky cuong | ky hop | ky nang | ky nghi | ky ket | ky vong | dong bo | dong thoi | dong
nghiep | dong gop | dong y | dinh huong | dinh ky | dinh muc | dinh danh | dinh ra | dinh luong |
mau don | mau bieu | mau to | danh gia | dau tu | quang cao | quang ba | an toan | an ninh | an
sinh | an ui | linh dong | linh hoat | linh vuc | xa hoi | cong khai | hang thang | moi thang |
trong thang | may thang | duong day | duong bo | duong truyen | thu tu | lam viec | gia han | di
dong | di chuyen | di tich | tan dung | tan cong | thang tien | thang hang | phong ban | phong hop
| noi bo | noi dung | noi vu | minh bach | nai lung | tho mo | lang phi | son thao | soan thao |
loc du | da so | da phan | da dang | hoa don | hoa chat | hoa si | hoa nhap | toi da | toi thieu |
bang nhau | bang cap | bien che | bien phap | bien ban | bien dong | bien soan | phu hop | phu
trach | hoan thanh | tro thanh | dien bien | pho bien | chuyen bien | cai bien | phu luc | yen tam
| ha tang | quan ly
"""
COMPOUNDS = frozenset(tuple(pair.split()) for pair in _COMPOUNDS.split("|"))
# Names of units that are everyday words: after a unit word they need their capitals.
_WORDS_TOO = """
lien quan | van ban | van phong | chi dao | an toan | an ninh | hai long | trung tam | thong nhat
| van hoa | dong thoi | phuong tien | hop ly | thuan loi | gia dinh | phu trach | dieu tri | do
luong | doc lap | dao duc | tu do | hanh phuc | cong hoa | dan chu | bien gioi | thanh cong |
thuong vu | trung lap | thai do | hop nhat | van minh | tien bo | trung binh | doan ket | dai dien
| quyet tam | thang loi | hop dong | dong thuan | phong van | hai hoa | dong bang | dan van | tu
nhien | cong bang | tu nhan | the duc | che tao | thiet ke | liem chinh | hoan thanh | an don | an
thi | dong tinh | hoa binh | binh an | nhan dan | tan tien | tan dan | tien phong | quang minh |
minh bach | thanh nien | dong y | phu hop | an tam | cong chinh | bao dam
"""
WORDS_TOO = frozenset(" ".join(name.split()) for name in _WORDS_TOO.split("|"))
COMPARING = (
    r"\b(so voi|so sanh|khac|giong|hon|nhu nhau|bang nhau|ca hai|deu|compare\w*|versus|vs|than"
    r"|both|differ\w*)\b"
)
LISTING = frozenset(("va", "voi", "hay", "hoac", "and", "or", "with", "vs", "con", "lan"))
LOCATING = frozenset(("trong", "khap", "within", "across"))
BELONGS = frozenset(("thuoc", "of", "in", "o", "tai", "cua"))

# Common syllables with their marks: a token that differs from a name and is one of these is that
# word, not the name mistyped.
_COMMON = """
a an anh ban bao binh biên biến biết biểu biện biệt bà bàn bá bác bán báo bãi bình bí bính bưu
bước bạch bạn bản bảo bất bận bắt bằng bền bị bịnh bỏ bố bồi bổ bộ cao chi chia chiến cho chung
chuyên chuyển chuẩn chào chéo chí chính chú chúng chưa chương chấm chấn chấp chất chặt chẽ chế chỉ
chỉnh chị chịu chọn chống chốt chồng chờ chủ chức chứng chữ con cung cuối cuộc cá các cách cán cáo
còn có cô công cùng căn cũng cơ cư cương cường cạnh cả cải cảm cấp cấu cần cầu cận cập cắt cố cổ
cổng cộng cụ của củng cứ cứu cử cửa cực danh di dinh diễn diện do doanh du dung duy duyệt dài dàng
dám dân dì dõi dùng dĩ dương dưới dưỡng dạng dần dẫn dễ dị dịch dọc dục dụng dứt dữ dự dựa dựng em
email gia giai gian giao giá giám giáo giùm giúp giải giảm giản giấy giới giữ giữa gây gì góp
gương gắn gọn gồm gửi hay hiến hiểu hiện hiệu hoàn hoạch hoạt hoặc huy huyện huấn hà hài hàng hành
hình hóa hôm hút hơn hướng hưởng hạ hạch hạn hạng hả hải hằng hết hệ học họp hỏi hồ hồi hỗ hộ hội
hợp khai khen khi kho khoa khu khung khuyến khác khách khâu khích khó khóa không khăn khả khảo
khắc khối kinh kiến kiểm kiệm kiện kèm kê kênh kính ký kế kết kỉ kịp kỳ kỷ kỹ lao linh liên liền
liệt liệu loại luân luôn luận luật là làm lâm lâu lãng lãnh lên lính lòng lúc lý lĩnh lưu lương
lường lược lượng lại lấy lần lập lắp lặp lề lệ lệnh lịch lối lộ lớn lớp lợi lục lực mai mang minh
miễn mua mà máy mâu mã mình mô môi môn mưu mạng mạnh mấy mầm mẫu mật mắc mắt mặt mẽ mềm mọi mối
mỗi một mới mở mục mức nam nay ngang nghiêm nghiên nghiệm nghiệp nghĩa nghề nghệ nghị ngoài ngoại
nguyên nguồn ngành ngày ngân ngũ người ngạch ngắn ngữ nhanh nhau nhiều nhiễu nhiệm nhu nhà nhân
nhé nhìn nhóm nhũng như nhưng nhất nhận nhập nhật nhắn nhằm nhỉ những ninh niêm non này nâng nêu
năm năng nơi nước nạm nắm nằm nếu nền nối nổ nội nộp nợ nữa phiền phong phá pháp phát phân phê phí
phòng phó phù phú phút phương phạm phải phản phấn phần phẩm phận phố phối phổ phụ phục phủ qua
quan quang quy quyết quyền quá quán quân quý quả quản quảng quận quốc ra rà rõ rút rườm rồi
rộng sang sao sau sinh siết so soát sung suất suốt sách sáng sáp sát sâu sót sơ sản sắc sắp sẵn sẻ
sẽ số sở sử sửa sự tang tham thang thanh thao thay theo thi thiết thiểu thiện thiệu thoại thu thuê
thuẫn thuận thuật thuộc thành thác thái tháng thân thí thôi thôn thông thù thúc thư thương thước
thường thưởng thấp thần thầu thẩm thắng thẳng thế thể thị thống thời thủ thứ thức thực tin tinh
tiên tiêu tiến tiếp tiết tiền tiểu tiễn tiện toàn toán tra trang tranh trao trinh triển triệt
trong trung truy truyền trách trái trên trì trình trí trò trùng trúc trương trước trường trưởng
trạng trả trải trấn trận trẻ trễ trị trọn trọng trở trợ trừ trữ trực tu tuyên tuyến tuyển tuần ty
tài tàn tác tái tán tâm tân tình tích tín tính túc tăng tư tương tướng tượng tại tạo tảng tấn tất
tầm tần tầng tận tập tắc tặng tế tỉ tỉnh tịch tối tốt tồn tổ tổng tới tờ tục tứ từ từng tử tự tỷ
uy vai vi viên việc việt và vàng vào văn vướng vấn vẫn vận vật vậy về vệ vị vốn với vụ vừa vững
vực xa xem xin xu xuyên xuất xuống xác xây xã xét xếp xử y yêu yết yếu án ánh áp ích ít ý đa đai
đang đi đinh điều điểm điển điện đo đoàn đoạn đua đài đào đánh đáp đây đã đãi đích đòi đó đô đôn
đông đúng đăng đơn đưa đương đường được đại đạo đạt đảm đảng đảo đất đấu đầu đầy đẩy đẳng đặc đặt
đến đề để đỉ địa định đốc đối đồng đổi độ độc đội động đột đời đợi đợt đủ đức đứng ơi ơn ưu ương ạ
ổn ở ủy ứng
"""
COMMON = frozenset(_COMMON.split())
COMMON_FOLDED = frozenset(fold(word) for word in COMMON)
